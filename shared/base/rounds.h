#pragma once

#include <thread>

#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace liandong::base {

// A thread that does the same again and again: when it is called, else once in a while, and at once while there is
// more.
class Rounds {
 public:
  struct Times {
    absl::Duration interval;                      // between rounds that nobody called for; may be infinite
    absl::Duration pause = absl::ZeroDuration();  // before a round, so that one serves several calls
  };
  // `round` says whether there is more to do at once.
  Rounds(const char* name, Times times, absl::AnyInvocable<bool()> round);
  ~Rounds();

  // The first round comes after the interval, unless it is called before.
  void Start();
  // Waits for the round under way.
  void Stop();

  // Any thread; does not wait.
  void Call();
  // A long round should end.
  bool stopping() const;

 private:
  void Run();

  const char* name_;
  const Times times_;
  absl::AnyInvocable<bool()> round_;
  mutable absl::Mutex mutex_;
  bool called_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace liandong::base
