#pragma once

#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "shared/errors/errors.h"
#include "shared/limits/limits.h"
#include "shared/threads/fair_queue.h"

namespace liandong::store {

// A bounded queue between callers that must not block and the threads that do the work. Callers take turns.
template <typename Job>
class JobQueue {
 public:
  // A job and whose turn it is.
  struct Turned {
    threads::Turn turn;
    Job job;
  };

  // `quantum` is the work of one caller that is popped together while others wait.
  explicit JobQueue(int64_t quantum) : jobs_(quantum) {}

  // Refuses through `job.done` if the queue is closed or full.
  void Push(threads::Turn turn, Job job) {
    contract::v1::ErrorReason refusal = contract::v1::ERROR_REASON_SHUTTING_DOWN;
    {
      absl::MutexLock lock(&mutex_);
      if (!closed_ && jobs_.size() < limits::kMaxWaitingCalls) {
        jobs_.Push(turn, std::move(job));
        return;
      }
      if (!closed_) refusal = contract::v1::ERROR_REASON_OVERLOADED;
    }
    job.done(errors::Refuse(refusal));
  }

  // Adds all jobs under one lock, and so with one wake-up. Jobs that do not fit are refused.
  void PushAll(std::vector<Turned> jobs) {
    std::vector<Job> refused;
    contract::v1::ErrorReason refusal = contract::v1::ERROR_REASON_OVERLOADED;
    {
      absl::MutexLock lock(&mutex_);
      if (closed_) refusal = contract::v1::ERROR_REASON_SHUTTING_DOWN;
      for (auto& [turn, job] : jobs) {
        const bool room = !closed_ && jobs_.size() < limits::kMaxWaitingCalls;
        if (room) {
          jobs_.Push(turn, std::move(job));
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
    return jobs_.Pop(most);
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
  threads::FairQueue<Job> jobs_ ABSL_GUARDED_BY(mutex_);
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace liandong::store
