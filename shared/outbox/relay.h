#pragma once

#include "absl/functional/any_invocable.h"
#include "shared/base/clock.h"
#include "shared/outbox/outbox.h"
#include "shared/threads/periodic_task.h"

namespace liandong::outbox {

// Sends each message of the outbox until the other service has answered OK. A message that is sent twice (because the
// process died between sending and marking) has the same request_id, so that its effect happens once.
class Relay : public store::BatchHook {
 public:
  // Called on the relay's thread; may block for a limited time.
  using Send = absl::AnyInvocable<absl::Status(const Message&)>;
  // Called after each round, for metrics: the number of waiting messages and the age of the oldest (zero if none).
  using Report = absl::AnyInvocable<void(int64_t, absl::Duration)>;

  // Nothing is owned; everything must outlive the relay.
  Relay(store::Database* database, const Outbox* outbox, const base::Clock* clock, Send send, Report report);

  void Start();
  void Stop() { rounds_.Stop(); }

  // Notifies the relay that a commit may have added messages.
  absl::Status BeforeCommit(store::Tx&) override { return absl::OkStatus(); }
  void Committed() override;
  void Aborted() override {}

 private:
  // Returns whether a message was due.
  bool Round();
  absl::StatusOr<std::vector<Message>> TakeDue();
  void Deliver(const Message& message);

  store::Database* database_;
  const Outbox* outbox_;
  const base::Clock* clock_;
  Send send_;
  Report report_;
  // Declared last, so that it ends before the members that it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::outbox
