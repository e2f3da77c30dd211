#include "shared/threads/executor.h"

#include <pthread.h>

#include <utility>

namespace liandong::threads {

Executor::Executor(const char* name, int threads) {
  for (int i = 0; i < threads; ++i) {
    threads_.emplace_back([this] { Run(); });
    pthread_setname_np(threads_.back().native_handle(), name);
  }
}

Executor::~Executor() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  for (std::thread& thread : threads_) thread.join();
}

void Executor::Post(absl::AnyInvocable<void()> action, Turn turn) {
  absl::MutexLock lock(&mutex_);
  waiting_.Push(turn, std::move(action));
}

void Executor::Run() {
  while (true) {
    absl::AnyInvocable<void()> action;
    {
      absl::MutexLock lock(&mutex_);
      mutex_.Await(absl::Condition(
          +[](Executor* self)
               ABSL_EXCLUSIVE_LOCKS_REQUIRED(self->mutex_) { return self->stopping_ || !self->waiting_.empty(); },
          this));
      if (waiting_.empty()) return;
      action = std::move(waiting_.Pop(1).front());
    }
    action();
  }
}

}  // namespace liandong::threads
