#include "shared/outbox/relay.h"

#include <algorithm>
#include <utility>

#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/limits/limits.h"

namespace liandong::outbox {
namespace {

// To each service. The marks of all are one commit.
constexpr int kMessagesARound = 64;
// Few, because reserved messages wait behind a peer that does not answer.
constexpr int kMessagesAClaim = 8;
// How long the relay sleeps if it knows of nothing that becomes due. Another replica may have died with messages.
constexpr absl::Duration kPollAlone = limits::kOutboxLongestRetry;
constexpr absl::Duration kPollAmongReplicas = absl::Seconds(2);
// How old the metrics may be while messages wait.
constexpr absl::Duration kReportInterval = absl::Seconds(5);
// How soon the relay tries again what it could not do.
constexpr absl::Duration kTryAgain = absl::Seconds(1);
// The clock of the messages may differ from the one that wakes the relay.
constexpr absl::Duration kShortestSleep = absl::Milliseconds(10);

// The service as a whole does not answer, or not now. Any other refusal concerns the message.
bool IsSilent(const absl::Status& sent) {
  return absl::IsUnavailable(sent) || absl::IsDeadlineExceeded(sent) || absl::IsResourceExhausted(sent);
}

// A message whose request_id was used had its effect, even if it was so long ago that the reply is no longer kept.
bool IsDelivered(const absl::Status& sent) {
  return sent.ok() || errors::ReasonOf(sent) == contract::v1::ERROR_REASON_REQUEST_ID_REUSED;
}

absl::Duration Backoff(int64_t attempts) {
  const int doublings = static_cast<int>(std::min<int64_t>(attempts, 16));
  return std::min(limits::kOutboxFirstRetry * (int64_t{1} << doublings), limits::kOutboxLongestRetry);
}

}  // namespace

Relay::Relay(store::Database* database, const Outbox* outbox, const base::Clock* clock, Send send, Report report)
    : database_(database),
      outbox_(outbox),
      clock_(clock),
      send_(std::move(send)),
      report_(std::move(report)),
      rounds_("relay", {.interval = database->exclusive() ? kPollAlone : kPollAmongReplicas},
              [this] { return Round(); }) {}

void Relay::Start() {
  rounds_.Call();
  rounds_.Start();
}

void Relay::Committed() {
  if (outbox_->TakeAdded()) rounds_.Call();
}

bool Relay::Round() {
  const absl::Time now = clock_->Now();
  const Outbox::Targets silent = SilentAt(now);
  const auto backlog = database_->ReadValue([&](store::ReadTx& tx) { return outbox_->Waiting(tx, now, silent); });
  if (backlog.ok()) {
    report_(backlog->messages, backlog->messages == 0 ? absl::ZeroDuration() : now - backlog->oldest);
    if (backlog->next_due > now) {
      Sleep(*backlog, now);
      return false;
    }
    if (const auto due = TakeDue(silent); due.ok() && !due->empty()) return DeliverAll(*due);
  }
  // The database may be back soon, and the messages that another replica has just taken may become due again.
  rounds_.CallWithin(kTryAgain);
  return false;
}

// Wakes also when a service that did not answer is to be asked again.
void Relay::Sleep(const Outbox::Backlog& backlog, absl::Time now) {
  absl::Time next = backlog.next_due;
  for (const auto& [target, silence] : silent_) {
    if (silence.until > now) next = std::min(next, silence.until);
  }
  rounds_.CallWithin(std::max(next - now, kShortestSleep));
  if (backlog.messages > 0) rounds_.CallWithin(kReportInterval);
}

bool Relay::DeliverAll(const std::vector<Message>& due) {
  const absl::Time begin = clock_->Now();
  std::vector<Outcome> outcomes;
  for (const Message& message : due) {
    if (rounds_.stopping()) break;
    // The service may have fallen silent since the round began.
    if (!IsSilentAt(message.target, begin)) outcomes.push_back(Deliver(message));
  }
  // If the marks are lost, the messages are sent again, and the repeats change nothing.
  const absl::Status marked = Mark(outcomes);
  if (!marked.ok()) rounds_.CallWithin(kTryAgain);
  return marked.ok() && !rounds_.stopping();
}

bool Relay::IsSilentAt(contract::v1::Service target, absl::Time now) const {
  const auto silence = silent_.find(target);
  return silence != silent_.end() && silence->second.until > now;
}

Outbox::Targets Relay::SilentAt(absl::Time now) const {
  Outbox::Targets targets;
  for (const auto& [target, silence] : silent_) {
    if (silence.until > now) targets.insert(target);
  }
  return targets;
}

absl::StatusOr<std::vector<Message>> Relay::TakeDue(const Outbox::Targets& silent) {
  const absl::Time now = clock_->Now();
  if (database_->exclusive()) {
    return database_->ReadValue([&](store::ReadTx& tx) { return outbox_->Due(tx, now, kMessagesARound, silent); });
  }
  std::vector<Message> due;
  LD_RETURN_IF_ERROR(database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(due, outbox_->Claim(tx, now, kMessagesAClaim, silent));
    return absl::OkStatus();
  }));
  return due;
}

Relay::Outcome Relay::Deliver(const Message& message) {
  const absl::Status sent = send_(message);
  const absl::Time now = clock_->Now();
  if (IsSilent(sent)) {
    Silence& silence = silent_[message.target];
    silence.until = now + Backoff(silence.failures++);
  } else {
    silent_.erase(message.target);
  }
  return {message.id, IsDelivered(sent), now + Backoff(message.attempts)};
}

absl::Status Relay::Mark(const std::vector<Outcome>& outcomes) {
  return database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    for (const Outcome& outcome : outcomes) {
      LD_RETURN_IF_ERROR(outcome.delivered ? outbox_->Delivered(tx, outcome.id)
                                           : outbox_->Failed(tx, outcome.id, outcome.next_time));
    }
    return absl::OkStatus();
  });
}

}  // namespace liandong::outbox
