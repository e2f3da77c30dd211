#pragma once

#include <deque>
#include <memory>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/clue/clues/repeat_rules.h"

namespace liandong::clue {

// The latest clues in the form in which they are compared, by their ids, so that a report need not decrypt and prepare
// the clues it is compared with. What a clue tells does not change. Kept in memory only, for an hour, because a clue
// may be erased. Thread-safe.
class KnownClues {
 public:
  // Null if it is not known.
  std::shared_ptr<const rules::Told> Find(absl::string_view id) const;
  void Add(const std::string& id, std::shared_ptr<const rules::Told> told, absl::Time now);

 private:
  struct Kept {
    std::shared_ptr<const rules::Told> told;
    absl::Time until;
  };

  mutable absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Kept> clues_ ABSL_GUARDED_BY(mutex_);
  // In the order in which they were added.
  std::deque<std::string> order_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace liandong::clue
