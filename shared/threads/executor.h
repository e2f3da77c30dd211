#pragma once

#include <deque>
#include <thread>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"

namespace liandong::threads {

// A fixed number of threads that run the posted actions in the order in which they were posted. Thread-safe.
class Executor {
 public:
  Executor(const char* name, int threads);
  // Runs all waiting actions, then joins the threads.
  ~Executor();

  void Post(absl::AnyInvocable<void()> action);

 private:
  void Run();

  absl::Mutex mutex_;
  std::deque<absl::AnyInvocable<void()>> waiting_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace liandong::threads
