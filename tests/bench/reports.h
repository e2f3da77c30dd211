#pragma once

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "tests/eval/people.h"

namespace liandong::bench {

// Invented reports of clues as a district receives them: from all its towns, in different words, about one or a few
// persons. Names are as common as in the country. Some persons were reported before, and some matters are reported by
// several callers, who do not tell everything in the same way. The same seed gives the same reports, except for
// request_id. Thread-safe.
class Reports {
 public:
  // `stock` is not owned. The reports are made at `now`, or at the time of the clock.
  Reports(const eval::Stock* stock, uint64_t seed, std::optional<absl::Time> now = std::nullopt);

  clue::v1::ReportClueRequest Next();

 private:
  bool Happens(double chance) { return std::uniform_real_distribution<>()(random_) < chance; }
  size_t Pick(size_t size) { return static_cast<size_t>(random_() % size); }
  // An index that is more often high than low.
  size_t PickLate(size_t size);
  clue::v1::ReportClueRequest NewMatter() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  clue::v1::ReportClueRequest OldMatter() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  common::v1::Person NextPerson() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  common::v1::Person Retold(common::v1::Person person) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::string Description() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::string Division() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  template <typename T>
  void Keep(std::vector<T>& kept, const T& one) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  absl::Mutex mutex_;
  const std::optional<absl::Time> now_;
  std::mt19937_64 random_;
  eval::People people_ ABSL_GUARDED_BY(mutex_);
  std::vector<common::v1::Person> persons_ ABSL_GUARDED_BY(mutex_);
  std::vector<clue::v1::ReportClueRequest> matters_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace liandong::bench
