#pragma once

#include <deque>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/clue/clues/repeat_rules.h"

namespace liandong::clue {

// The reports that this process has just received. Two reports of one matter that arrive at the same moment cannot find
// each other in the store, so each is compared with the others here, before its transaction. Thread-safe.
class Filings {
 public:
  // Another report that is most likely about the same matter.
  struct Match {
    double probability;
    std::string id;  // of its clue
  };
  class Filing;

  // Adds a report and compares it with the latest others. `now` is its arrival.
  std::shared_ptr<Filing> Begin(std::shared_ptr<const rules::ComparableClue> comparable, std::string division,
                                absl::Time now);

  // Sets the id under which the report is about to be filed.
  void SetId(Filing& filing, const std::string& id) const;
  // The reports that match, as far as their ids are set. Whether they were filed only the store knows.
  std::vector<Match> MatchesOf(const Filing& filing) const;

 private:
  struct Other;
  std::vector<std::shared_ptr<Filing>> LatestBut(const std::shared_ptr<Filing>& added);

  mutable absl::Mutex mutex_;
  std::deque<std::shared_ptr<Filing>> latest_ ABSL_GUARDED_BY(mutex_);
};

// Guarded by the mutex of Filings, except for what never changes.
class Filings::Filing {
 public:
  Filing(std::shared_ptr<const rules::ComparableClue> comparable, std::string division, absl::Time arrival);
  ~Filing();
  const std::shared_ptr<const rules::ComparableClue>& comparable() const { return comparable_; }

 private:
  friend class Filings;
  const std::shared_ptr<const rules::ComparableClue> comparable_;
  const std::string division_;
  const absl::Time arrival_;
  std::string id_;
  std::vector<Other> matches_;
};

// The other report may be gone by now.
struct Filings::Other {
  double probability;
  std::weak_ptr<Filing> filing;
};

}  // namespace liandong::clue
