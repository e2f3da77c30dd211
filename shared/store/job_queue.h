#pragma once

#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "shared/errors/errors.h"
#include "shared/limits/limits.h"
#include "shared/threads/fair_queue.h"

namespace liandong::store {

// A bounded queue between callers that must not block and the threads that do the work. Callers take turns. Long jobs
// have a queue of their own, and never occupy all threads.
template <typename Job>
class JobQueue {
 public:
  // Which jobs are long, by their work, and how many of them may be in progress.
  struct LongJobs {
    int64_t work = std::numeric_limits<int64_t>::max();
    int at_once = 1;
  };
  // A job and whose turn it is.
  struct Turned {
    threads::Turn turn;
    Job job;
  };

  // What a thread does together: several jobs, or one long job.
  struct Popped {
    std::vector<Job> jobs;
    bool is_long = false;
  };

  // `quantum` is the work of one caller that is popped together while others wait.
  explicit JobQueue(int64_t quantum, LongJobs longs = {}) : longs_(longs), jobs_(quantum), long_jobs_(longs.work) {}

  // Refuses through `job.done` if the queue is closed or full.
  void Push(threads::Turn turn, Job job) {
    contract::v1::ErrorReason refusal = contract::v1::ERROR_REASON_SHUTTING_DOWN;
    {
      absl::MutexLock lock(&mutex_);
      if (!closed_ && HasRoom()) {
        Add(turn, std::move(job));
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
        if (!closed_ && HasRoom()) {
          Add(turn, std::move(job));
        } else {
          refused.push_back(std::move(job));
        }
      }
    }
    for (Job& job : refused) job.done(errors::Refuse(refusal));
  }

  // Waits for jobs. No jobs means that the queue is closed and empty. Whoever pops a long job calls Finish() after it.
  Popped Pop(size_t most) {
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(this, &JobQueue::Ready));
    // They take turns, so that neither waits for ever.
    const bool is_long = LongMayBegin() && (jobs_.empty() || long_is_next_);
    long_is_next_ = !is_long;
    if (!is_long) return {jobs_.Pop(most), false};
    ++long_in_progress_;
    return {long_jobs_.Pop(1), true};
  }

  void Finish(const Popped& popped) {
    if (!popped.is_long) return;
    absl::MutexLock lock(&mutex_);
    --long_in_progress_;
  }

  void Close() {
    absl::MutexLock lock(&mutex_);
    closed_ = true;
  }

  bool empty() const {
    absl::MutexLock lock(&mutex_);
    return jobs_.empty() && long_jobs_.empty();
  }

 private:
  bool HasRoom() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return jobs_.size() + long_jobs_.size() < limits::kMaxWaitingCalls;
  }
  void Add(threads::Turn turn, Job job) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    (turn.work < longs_.work ? jobs_ : long_jobs_).Push(turn, std::move(job));
  }
  bool LongMayBegin() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !long_jobs_.empty() && long_in_progress_ < longs_.at_once;
  }
  bool Ready() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    return !jobs_.empty() || LongMayBegin() || (closed_ && long_jobs_.empty());
  }

  const LongJobs longs_;
  mutable absl::Mutex mutex_;
  threads::FairQueue<Job> jobs_ ABSL_GUARDED_BY(mutex_);
  threads::FairQueue<Job> long_jobs_ ABSL_GUARDED_BY(mutex_);
  int long_in_progress_ ABSL_GUARDED_BY(mutex_) = 0;
  bool long_is_next_ ABSL_GUARDED_BY(mutex_) = false;
  bool closed_ ABSL_GUARDED_BY(mutex_) = false;
};

}  // namespace liandong::store
