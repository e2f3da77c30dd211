#include "shared/base/rounds.h"

#include <pthread.h>

#include <utility>

#include "absl/time/clock.h"

namespace liandong::base {

Rounds::Rounds(const char* name, Times times, absl::AnyInvocable<bool()> round)
    : name_(name), times_(times), round_(std::move(round)) {}

Rounds::~Rounds() { Stop(); }

void Rounds::Start() {
  thread_ = std::thread([this] { Run(); });
  pthread_setname_np(thread_.native_handle(), name_);
}

void Rounds::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void Rounds::Call() {
  absl::MutexLock lock(&mutex_);
  called_ = true;
}

bool Rounds::stopping() const {
  absl::MutexLock lock(&mutex_);
  return stopping_;
}

void Rounds::Run() {
  for (bool more = false;;) {
    {
      absl::MutexLock lock(&mutex_);
      const auto due = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return called_ || stopping_; };
      if (!more) mutex_.AwaitWithTimeout(absl::Condition(&due), times_.interval);
      if (stopping_) return;
    }
    if (!more) absl::SleepFor(times_.pause);
    {
      absl::MutexLock lock(&mutex_);
      called_ = false;
    }
    more = round_();
  }
}

}  // namespace liandong::base
