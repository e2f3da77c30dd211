#pragma once

#include "absl/functional/any_invocable.h"
#include "shared/base/clock.h"
#include "shared/outbox/outbox.h"
#include "shared/threads/periodic_task.h"

namespace liandong::outbox {

// Sends what the outbox holds, each message until the other service has answered OK. A message sent twice (the process
// died between sending and marking) has the same request_id, so that its effect happens once.
class Relay : public store::BatchHook {
 public:
  // Called on the relay's thread; may block for a bounded time.
  using Send = absl::AnyInvocable<absl::Status(const Message&)>;
  // After each round, for metrics: how many wait, how old the oldest is (zero if none).
  using Report = absl::AnyInvocable<void(int64_t, absl::Duration)>;

  // Nothing is owned; all must outlive the relay.
  Relay(store::Database* database, const Outbox* outbox, const base::Clock* clock, Send send, Report report);

  void Start();
  void Stop() { rounds_.Stop(); }

  // A commit may have added messages: look.
  absl::Status BeforeCommit(store::Tx&) override { return absl::OkStatus(); }
  void Committed() override;
  void Aborted() override {}

 private:
  // Whether something was due.
  bool Round();
  absl::StatusOr<std::vector<Message>> TakeDue();
  void Deliver(const Message& message);

  store::Database* database_;
  const Outbox* outbox_;
  const base::Clock* clock_;
  Send send_;
  Report report_;
  // Last: it ends before what it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::outbox
