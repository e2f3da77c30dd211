#include "shared/threads/periodic_task.h"

#include <pthread.h>

#include <algorithm>
#include <utility>

#include "absl/time/clock.h"

namespace liandong::threads {

PeriodicTask::PeriodicTask(const char* name, Times times, absl::AnyInvocable<bool()> round)
    : name_(name), times_(times), round_(std::move(round)), wait_(times.interval) {}

PeriodicTask::~PeriodicTask() { Stop(); }

void PeriodicTask::Start() {
  thread_ = std::thread([this] { Run(); });
  pthread_setname_np(thread_.native_handle(), name_);
}

void PeriodicTask::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void PeriodicTask::Call() {
  absl::MutexLock lock(&mutex_);
  called_ = true;
}

void PeriodicTask::CallWithin(absl::Duration time) {
  absl::MutexLock lock(&mutex_);
  wait_ = std::min(wait_, time);
}

bool PeriodicTask::stopping() const {
  absl::MutexLock lock(&mutex_);
  return stopping_;
}

void PeriodicTask::Run() {
  for (bool more = false;;) {
    {
      absl::MutexLock lock(&mutex_);
      const auto due = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return called_ || stopping_; };
      if (!more) mutex_.AwaitWithTimeout(absl::Condition(&due), wait_);
      if (stopping_) return;
    }
    if (!more) absl::SleepFor(times_.pause);
    {
      absl::MutexLock lock(&mutex_);
      called_ = false;
      wait_ = times_.interval;
    }
    more = round_();
  }
}

}  // namespace liandong::threads
