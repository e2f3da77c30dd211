#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "shared/base/clock.h"
#include "shared/outbox/delivery_rules.h"
#include "shared/outbox/outbox.h"
#include "shared/threads/periodic_task.h"

namespace liandong::outbox {

// Sends each message of the outbox until the other service has answered OK. A message that is sent twice (because the
// process died between sending and marking) has the same request_id, so that its effect happens once.
//
// A service that does not answer is left alone for a while, which grows with each further failure up to a limit; then
// one of its messages is tried. What waits for it is not read meanwhile. A message that the service refuses holds up
// nothing: it is tried again less and less often, and set aside when the refusal counts as final (delivery_rules.h).
class Relay : public store::BatchHook {
 public:
  // Called on the relay's thread; may block for a limited time.
  using Send = absl::AnyInvocable<absl::Status(const Message&)>;
  // Called in the transaction that sets a message aside, to inform the conference office.
  using Tell = absl::AnyInvocable<absl::Status(store::Tx&, const SetAsideMessage&, absl::Time now)>;
  // Called in each round, for metrics. Neither number exceeds Outbox::kMostCounted.
  struct Standing {
    int64_t waiting;
    absl::Duration oldest;  // the age of the oldest waiting message; zero if there is none
    int64_t set_aside;      // and not settled
  };
  using Report = absl::AnyInvocable<void(const Standing&)>;

  // Nothing is owned; everything must outlive the relay.
  Relay(store::Database* database, const Outbox* outbox, const base::Clock* clock, Send send, Tell tell, Report report);

  void Start();
  void Stop() { rounds_.Stop(); }

  // Notifies the relay that a commit may have added messages.
  absl::Status BeforeCommit(store::Tx&) override { return absl::OkStatus(); }
  void Committed() override;
  void Aborted() override {}

 private:
  struct Silence {
    int64_t failures = 0;
    absl::Time until;
  };
  struct Outcome {
    const Message* message;  // not owned
    absl::Status sent;
    rules::Answer answer;
    absl::Time time;
  };

  // Returns whether there may be more to do at once.
  bool Round();
  absl::StatusOr<std::vector<Message>> TakeDue(const Outbox::Targets& silent);
  bool IsSilentAt(contract::v1::Service target, absl::Time now) const;
  Outbox::Targets SilentAt(absl::Time now) const;
  Outcome Deliver(const Message& message);
  static void LogDamaged(const std::vector<Outcome>& outcomes);
  absl::Status MarkAll(const std::vector<Outcome>& outcomes);
  absl::Status Mark(store::Tx& tx, const Outcome& outcome);
  absl::Status SetAside(store::Tx& tx, const Outcome& outcome);
  // Returns whether there may be more.
  bool DeliverAll(const std::vector<Message>& due);
  void Sleep(const Outbox::Backlog& backlog, absl::Time now);

  store::Database* database_;
  const Outbox* outbox_;
  const base::Clock* clock_;
  Send send_;
  Tell tell_;
  Report report_;
  // Of the relay's thread: the services that do not answer.
  std::map<contract::v1::Service, Silence> silent_;
  // Declared last, so that it ends before the members that it uses.
  threads::PeriodicTask rounds_;
};

}  // namespace liandong::outbox
