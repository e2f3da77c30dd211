#pragma once

#include <thread>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/synchronization/mutex.h"
#include "shared/limits/admission.h"
#include "shared/threads/fair_queue.h"

namespace liandong::threads {

// A fixed number of threads that run the posted actions. Those of one caller run in the order in which they were
// posted, and callers take turns. Thread-safe.
class Executor {
 public:
  Executor(const char* name, int threads);
  // Runs all waiting actions, then joins the threads.
  ~Executor();

  void Post(absl::AnyInvocable<void()> action, Turn turn = {});

 private:
  void Run();

  absl::Mutex mutex_;
  FairQueue<absl::AnyInvocable<void()>> waiting_ ABSL_GUARDED_BY(mutex_){limits::kReadShare};
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace liandong::threads
