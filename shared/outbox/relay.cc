#include "shared/outbox/relay.h"

#include <algorithm>
#include <utility>

#include "shared/base/status_macros.h"
#include "shared/limits/limits.h"

namespace liandong::outbox {
namespace {

constexpr int kMessagesARound = 64;
// Few, because reserved messages wait behind a peer that does not answer.
constexpr int kMessagesAClaim = 8;
// How long the relay sleeps without a notification, so that failed messages are retried when they become due.
constexpr absl::Duration kPoll = absl::Milliseconds(100);

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
      rounds_("relay", {.interval = kPoll}, [this] { return Round(); }) {}

void Relay::Start() {
  rounds_.Call();
  rounds_.Start();
}

void Relay::Committed() {
  if (outbox_->TakeAdded()) rounds_.Call();
}

bool Relay::Round() {
  const absl::Time now = clock_->Now();
  const auto backlog = database_->ReadValue([&](store::ReadTx& tx) { return outbox_->Waiting(tx, now); });
  if (!backlog.ok()) return false;
  report_(backlog->messages, backlog->messages == 0 ? absl::ZeroDuration() : now - backlog->oldest);
  if (!backlog->any_due) return false;
  const auto due = TakeDue();
  if (!due.ok()) return false;
  for (const Message& message : *due) {
    if (rounds_.stopping()) return false;
    Deliver(message);
  }
  return !due->empty();
}

absl::StatusOr<std::vector<Message>> Relay::TakeDue() {
  const absl::Time now = clock_->Now();
  if (database_->exclusive()) {
    return database_->ReadValue([&](store::ReadTx& tx) { return outbox_->Due(tx, now, kMessagesARound); });
  }
  std::vector<Message> due;
  LD_RETURN_IF_ERROR(database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(due, outbox_->Claim(tx, now, kMessagesAClaim));
    return absl::OkStatus();
  }));
  return due;
}

void Relay::Deliver(const Message& message) {
  const absl::Status sent = send_(message);
  // If the mark is lost, the message is sent again, and the repeat changes nothing.
  database_
      ->WriteAndWait([&](store::Tx& tx) {
        return sent.ok() ? outbox_->Delivered(tx, message.id)
                         : outbox_->Failed(tx, message.id, clock_->Now() + Backoff(message.attempts));
      })
      .IgnoreError();
}

}  // namespace liandong::outbox
