#pragma once
#pragma GCC system_header  // for include_next

#include_next "absl/synchronization/notification.h"

#include "absl/synchronization/mutex.h"

// As in mutex.h.
namespace absl {
ABSL_NAMESPACE_BEGIN

class SeenNotification : public Notification {
 public:
  void Notify() {
    __tsan_release(this);
    Notification::Notify();
  }
  void WaitForNotification() {
    Notification::WaitForNotification();
    __tsan_acquire(this);
  }
};

ABSL_NAMESPACE_END
}  // namespace absl

#define Notification SeenNotification
