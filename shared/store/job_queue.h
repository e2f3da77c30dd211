#pragma once

#include <algorithm>
#include <deque>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "shared/errors/errors.h"
#include "shared/limits/limits.h"

namespace liandong::store {

// A bounded queue between callers that must not block and the threads that do the work.
template <typename Job>
class JobQueue {
 public:
  // Refuses through `job.done` if the queue is closed or full.
  void Push(Job job) {
    contract::v1::ErrorReason refusal = contract::v1::ERROR_REASON_SHUTTING_DOWN;
    {
      absl::MutexLock lock(&mutex_);
      if (!closed_ && jobs_.size() < limits::kMaxWaitingCalls) {
        jobs_.push_back(std::move(job));
        return;
      }
      if (!closed_) refusal = contract::v1::ERROR_REASON_OVERLOADED;
    }
    job.done(errors::Refuse(refusal));
  }

  // Adds all jobs under one lock, and so with one wake-up. Jobs that do not fit are refused.
  void PushAll(std::vector<Job> jobs) {
    std::vector<Job> refused;
    contract::v1::ErrorReason refusal = contract::v1::ERROR_REASON_OVERLOADED;
    {
      absl::MutexLock lock(&mutex_);
      if (closed_) refusal = contract::v1::ERROR_REASON_SHUTTING_DOWN;
      for (Job& job : jobs) {
        const bool room = !closed_ && jobs_.size() < limits::kMaxWaitingCalls;
        if (room) {
          jobs_.push_back(std::move(job));
        } else {
          refused.push_back(std::move(job));
        }
      }
    }
    for (Job& job : refused) job.done(errors::Refuse(refusal));
  }

  // Waits for jobs. An empty result means that the queue is closed and empty.
  std::vector<Job> Pop(size_t most) {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &JobQueue::Ready));
    std::vector<Job> popped;
    const size_t count = std::min(jobs_.size(), most);
    popped.reserve(count);
    for (size_t i = 0; i < count; ++i) {
      popped.push_back(std::move(jobs_.front()));
      jobs_.pop_front();
    }
    return popped;
  }

  void Close() {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
  }

  bool empty() const {
    absl::MutexLock lock(&mutex_);
    return jobs_.empty();
  }

 private:
  bool Ready() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return closed_ || !jobs_.empty(); }

  mutable absl::Mutex mutex_;
  std::deque<Job> jobs_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace liandong::store
