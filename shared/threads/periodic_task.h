#pragma once

#include <thread>

#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace liandong::threads {

// A thread that runs the same function whenever it is called, otherwise after every interval, and again at once while
// the function says that there is more to do.
class PeriodicTask {
 public:
  struct Times {
    absl::Duration interval;                      // between rounds without a call; may be infinite
    absl::Duration pause = absl::ZeroDuration();  // before a round, so that one round serves several calls
  };
  // `round` returns whether there is more to do at once. `name` must outlive the task.
  PeriodicTask(const char* name, Times times, absl::AnyInvocable<bool()> round);
  ~PeriodicTask();

  // The first round comes after the interval, unless there is a notification before.
  void Start();
  // Waits until the current round ends.
  void Stop();

  // May be called from any thread; does not wait.
  void Call();
  // For the function itself: the next round comes after this time, if it is shorter than the interval.
  void CallWithin(absl::Duration time);
  // A long round should return early.
  bool stopping() const;

 private:
  void Run();

  const char* name_;
  const Times times_;
  absl::AnyInvocable<bool()> round_;
  mutable absl::Mutex mutex_;
  bool called_ ABSL_GUARDED_BY(mutex_) = false;
  absl::Duration wait_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace liandong::threads
