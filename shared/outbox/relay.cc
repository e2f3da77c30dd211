#include "shared/outbox/relay.h"

#include <algorithm>
#include <utility>

#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/limits/limits.h"
#include "shared/rule/rule.h"
#include "shared/telemetry/log.h"

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

void Log(const SetAsideMessage& message) {
  telemetry::Log(telemetry::Severity::kError, "a message is set aside, because its receiver rejects it",
                 {{"target", telemetry::Declared(contract::v1::Service_Name(message.target))},
                  {"reason", telemetry::Declared(contract::v1::ErrorReason_Name(message.reason))},
                  {"code", static_cast<int64_t>(message.code)}});
}

}  // namespace

Relay::Relay(store::Database* database, const Outbox* outbox, const base::Clock* clock, Send send, Tell tell,
             Report report)
    : database_(database),
      outbox_(outbox),
      clock_(clock),
      send_(std::move(send)),
      tell_(std::move(tell)),
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
  int64_t set_aside = 0;
  const auto backlog = database_->ReadValue([&](store::ReadTx& tx) -> absl::StatusOr<Outbox::Backlog> {
    LD_ASSIGN_OR_RETURN(set_aside, outbox_->set_aside().Count(tx, Outbox::kMostCounted));
    return outbox_->Waiting(tx, now, silent);
  });
  if (backlog.ok()) {
    report_({.waiting = backlog->messages,
             .oldest = backlog->messages == 0 ? absl::ZeroDuration() : now - backlog->oldest,
             .set_aside = set_aside});
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
  LogDamaged(outcomes);
  // If the marks are lost, the messages are sent again, and the repeats change nothing.
  const absl::Status marked = MarkAll(outcomes);
  if (!marked.ok()) rounds_.CallWithin(kTryAgain);
  return marked.ok() && !rounds_.stopping();
}

// One line for all, because there may be many.
void Relay::LogDamaged(const std::vector<Outcome>& outcomes) {
  const auto damaged = std::count_if(outcomes.begin(), outcomes.end(),
                                     [](const Outcome& outcome) { return outcome.answer == rules::Answer::kDamaged; });
  if (damaged == 0) return;
  telemetry::Log(telemetry::Severity::kError, "messages to other services cannot be read from the store",
                 {{"messages", static_cast<int64_t>(damaged)}});
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
  if (!message.damage.ok()) return {&message, message.damage, rules::Answer::kDamaged, clock_->Now()};
  const absl::Status sent = send_(message);
  const absl::Time now = clock_->Now();
  const rules::Answer answer = rules::AnswerOf(sent, message.request.size());
  if (answer == rules::Answer::kSilent) {
    Silence& silence = silent_[message.target];
    silence.until = now + rules::RetryAfter(answer, silence.failures++);
  } else {
    silent_.erase(message.target);
  }
  return {&message, sent, answer, now};
}

absl::Status Relay::MarkAll(const std::vector<Outcome>& outcomes) {
  return database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    for (const Outcome& outcome : outcomes) LD_RETURN_IF_ERROR(Mark(tx, outcome));
    return absl::OkStatus();
  });
}

absl::Status Relay::Mark(store::Tx& tx, const Outcome& outcome) {
  const auto& [message, sent, answer, now] = outcome;
  if (answer == rules::Answer::kDelivered) return outbox_->Delivered(tx, message->id);
  LD_RULE("2-3.a-rejected-message-is-set-aside")
  if (rules::MustBeSetAside(answer, message->first_refusal, now)) return SetAside(tx, outcome);
  const absl::Time next = now + rules::RetryAfter(answer, message->attempts);
  const bool refused = answer == rules::Answer::kRefused;
  // After a silence the patience begins again: what the message refers to may have to arrive first.
  const auto first_refusal = refused ? std::optional(message->first_refusal.value_or(now)) : std::nullopt;
  return outbox_->Failed(tx, message->id, first_refusal, next);
}

absl::Status Relay::SetAside(store::Tx& tx, const Outcome& outcome) {
  LD_ASSIGN_OR_RETURN(const auto set_aside, outbox_->SetAside(tx, *outcome.message, outcome.sent, outcome.time));
  if (!set_aside.has_value()) return absl::OkStatus();
  Log(*set_aside);
  LD_RULE("2-3.a-rejected-message-is-reported-to-the-office")
  LD_RETURN_IF_ERROR(tell_(tx, *set_aside, outcome.time));
  return absl::OkStatus();
}

}  // namespace liandong::outbox
