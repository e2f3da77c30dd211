#include "shared/store/database.h"

#include <utility>

#include "absl/synchronization/notification.h"

namespace liandong::store {
namespace {

// Passes the result of a job to the thread that waits for it.
class Waiter {
 public:
  void Set(absl::Status status) {
    status_ = std::move(status);
    done_.Notify();
  }
  absl::Status Wait() {
    done_.WaitForNotification();
    return std::move(status_);
  }

 private:
  absl::Notification done_;
  absl::Status status_;
};

}  // namespace

absl::Status Database::WriteAndWait(absl::AnyInvocable<absl::Status(Tx&)> run) {
  auto waiter = std::make_shared<Waiter>();
  Write({std::move(run), nullptr, [waiter](absl::Status status) { waiter->Set(std::move(status)); }});
  return waiter->Wait();
}

absl::Status Database::ReadAndWait(absl::AnyInvocable<absl::Status(ReadTx&)> run) {
  auto waiter = std::make_shared<Waiter>();
  Read({std::move(run), [waiter](absl::Status status) { waiter->Set(std::move(status)); }});
  return waiter->Wait();
}

}  // namespace liandong::store
