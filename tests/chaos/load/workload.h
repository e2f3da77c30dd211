#pragma once

#include <random>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "tests/chaos/load/session.h"
#include "tools/population/population.h"

namespace liandong::chaos {

// Clues that every caller may read.
class SharedNames {
 public:
  void Add(std::string name);
  // Empty if there are none.
  std::string Any(std::mt19937_64& random) const;

 private:
  mutable absl::Mutex mutex_;
  std::vector<std::string> names_ ABSL_GUARDED_BY(mutex_);
};

// One caller's day, drawn from a seed: it reports, follows up, reads, checks registrations, and tries what the clauses
// forbid.
class Workload {
 public:
  // Not owned. `run` and `worker` make its texts unique.
  Workload(Session* session, SharedNames* clues, uint64_t seed, const std::string& name, absl::CivilDay today);

  // Does one of these things.
  void Step();

 private:
  struct OpenClue {
    std::string name;
    int state;
  };
  void Report();
  void FollowUp();
  void ReadClue();
  void HoldMarriage();
  void Forbidden();
  nlohmann::json Body(nlohmann::json fields);

  Session& session_;
  SharedNames& clues_;
  std::mt19937_64 random_;
  const std::string name_;
  population::Generator people_;
  std::vector<OpenClue> open_;
  int next_ = 0;
};

}  // namespace liandong::chaos
