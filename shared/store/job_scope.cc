#include "shared/store/job_scope.h"

#include <utility>

namespace liandong::store {
namespace {

thread_local JobScope* innermost = nullptr;

absl::Status Nested() { return absl::InternalError("a job opened a transaction within its own"); }

}  // namespace

JobScope::JobScope() : outer_(innermost) { innermost = this; }

JobScope::~JobScope() { innermost = outer_; }

absl::Status JobScope::CheckNone() {
  if (innermost == nullptr) return absl::OkStatus();
  innermost->nested_ = true;
  return Nested();
}

absl::Status JobScope::Result(absl::Status of_job) const { return nested_ ? Nested() : std::move(of_job); }

}  // namespace liandong::store
