#pragma once
#pragma GCC system_header  // for include_next

#include_next "absl/synchronization/blocking_counter.h"

#include "absl/synchronization/mutex.h"

// As in mutex.h.
namespace absl {
ABSL_NAMESPACE_BEGIN

class SeenBlockingCounter : public BlockingCounter {
 public:
  using BlockingCounter::BlockingCounter;
  bool DecrementCount() {
    __tsan_release(this);
    return BlockingCounter::DecrementCount();
  }
  void Wait() {
    BlockingCounter::Wait();
    __tsan_acquire(this);
  }
};

ABSL_NAMESPACE_END
}  // namespace absl

#define BlockingCounter SeenBlockingCounter
