#pragma once

#include "absl/status/status.h"

namespace liandong::store {

// Marks the thread that runs a job or a hook within a transaction. A job that opens another transaction waits for a
// thread that may itself wait for the job, and blocks every request behind it. To detect such a job at once and in
// every build, the second transaction is refused and the job fails.
class JobScope {
 public:
  JobScope();
  ~JobScope();
  JobScope(const JobScope&) = delete;
  JobScope& operator=(const JobScope&) = delete;

  // INTERNAL if this thread runs a job. That job then fails, whatever it does with this error. Called before a job is
  // accepted.
  static absl::Status CheckNone();

  // The job's own result, or INTERNAL if it tried to open another transaction.
  absl::Status Result(absl::Status of_job) const;

 private:
  JobScope* const outer_;
  bool nested_ = false;
};

// Runs part of a job in a scope of its own.
template <typename Part>
absl::Status RunInScope(Part part) {
  const JobScope scope;
  return scope.Result(part());
}

}  // namespace liandong::store
