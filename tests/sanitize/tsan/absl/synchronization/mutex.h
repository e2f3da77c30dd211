#pragma once
#pragma GCC system_header  // for include_next

#include_next "absl/synchronization/mutex.h"

// Abseil's locks, annotated for ThreadSanitizer. Debian's Abseil is not built for it, so that it would see no order
// between a thread that unlocks and one that locks afterwards. The classes have no data of their own, so they fit where
// a library contains Abseil's. The names are replaced, because the code of the suite says absl::Mutex.
extern "C" {
void __tsan_acquire(void* address);
void __tsan_release(void* address);
}

namespace absl {
ABSL_NAMESPACE_BEGIN

class ABSL_LOCKABLE SeenMutex : public Mutex {
 private:
  // Abseil evaluates it with the lock held, on any thread.
  auto Seen(const Condition& condition) {
    return [this, &condition] {
      __tsan_acquire(this);
      const bool holds = condition.Eval();
      __tsan_release(this);
      return holds;
    };
  }

 public:
  using Mutex::Mutex;

  void Lock() ABSL_EXCLUSIVE_LOCK_FUNCTION() {
    Mutex::Lock();
    __tsan_acquire(this);
  }
  void Unlock() ABSL_UNLOCK_FUNCTION() {
    __tsan_release(this);
    Mutex::Unlock();
  }
  void ReaderLock() ABSL_SHARED_LOCK_FUNCTION() {
    Mutex::ReaderLock();
    __tsan_acquire(this);
  }
  void ReaderUnlock() ABSL_UNLOCK_FUNCTION() {
    __tsan_release(this);
    Mutex::ReaderUnlock();
  }

  void Await(const Condition& condition) {
    __tsan_release(this);
    const auto seen = Seen(condition);
    Mutex::Await(Condition(&seen));
    __tsan_acquire(this);
  }
  bool AwaitWithTimeout(const Condition& condition, Duration timeout) {
    __tsan_release(this);
    const auto seen = Seen(condition);
    const bool holds = Mutex::AwaitWithTimeout(Condition(&seen), timeout);
    __tsan_acquire(this);
    return holds;
  }
};

class ABSL_SCOPED_LOCKABLE SeenMutexLock {
 public:
  explicit SeenMutexLock(SeenMutex* mutex) ABSL_EXCLUSIVE_LOCK_FUNCTION(mutex) : mutex_(mutex) { mutex_->Lock(); }
  ~SeenMutexLock() ABSL_UNLOCK_FUNCTION() { mutex_->Unlock(); }
  SeenMutexLock(const SeenMutexLock&) = delete;

 private:
  SeenMutex* mutex_;
};

class ABSL_SCOPED_LOCKABLE SeenReaderMutexLock {
 public:
  explicit SeenReaderMutexLock(SeenMutex* mutex) ABSL_SHARED_LOCK_FUNCTION(mutex) : mutex_(mutex) {
    mutex_->ReaderLock();
  }
  ~SeenReaderMutexLock() ABSL_UNLOCK_FUNCTION() { mutex_->ReaderUnlock(); }
  SeenReaderMutexLock(const SeenReaderMutexLock&) = delete;

 private:
  SeenMutex* mutex_;
};

ABSL_NAMESPACE_END
}  // namespace absl

#define Mutex SeenMutex
#define MutexLock SeenMutexLock
#define ReaderMutexLock SeenReaderMutexLock
