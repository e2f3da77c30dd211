#include "shared/outbox/relay.h"

#include <algorithm>
#include <utility>

#include "shared/base/limits.h"

namespace liandong::outbox {
namespace {

constexpr int kMessagesARound = 64;
// How long the relay sleeps when nothing calls it: messages that failed become due.
constexpr absl::Duration kPoll = absl::Milliseconds(100);

absl::Duration Backoff(int64_t attempts) {
  const int doublings = static_cast<int>(std::min<int64_t>(attempts, 16));
  return std::min(base::limits::kOutboxFirstRetry * (int64_t{1} << doublings), base::limits::kOutboxLongestRetry);
}

}  // namespace

Relay::Relay(store::Database* database, const Outbox* outbox, const base::Clock* clock, Send send, Report report)
    : database_(database), outbox_(outbox), clock_(clock), send_(std::move(send)), report_(std::move(report)) {}

Relay::~Relay() { Stop(); }

void Relay::Start() {
  thread_ = std::thread([this] { Run(); });
}

void Relay::Stop() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

void Relay::Committed() {
  if (!outbox_->TakeAdded()) return;
  absl::MutexLock lock(&mutex_);
  look_ = true;
}

void Relay::Run() {
  bool more = true;
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      const auto called = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return look_ || stopping_; };
      if (!more) mutex_.AwaitWithTimeout(absl::Condition(&called), kPoll);
      if (stopping_) return;
      look_ = false;
    }
    more = Round();
  }
}

bool Relay::Round() {
  std::vector<Message> due;
  Outbox::Backlog backlog;
  const absl::Status read = database_->ReadAndWait([&](store::ReadTx& tx) -> absl::Status {
    auto messages = outbox_->Due(tx, clock_->Now(), kMessagesARound);
    if (!messages.ok()) return messages.status();
    due = *std::move(messages);
    auto waiting = outbox_->Waiting(tx);
    if (waiting.ok()) backlog = *waiting;
    return waiting.status();
  });
  if (!read.ok()) return false;
  report_(backlog.messages, backlog.messages == 0 ? absl::ZeroDuration() : clock_->Now() - backlog.oldest);
  for (const Message& message : due) {
    {
      absl::MutexLock lock(&mutex_);
      if (stopping_) return false;
    }
    Deliver(message);
  }
  return !due.empty();
}

void Relay::Deliver(const Message& message) {
  const absl::Status sent = send_(message);
  // If the mark is lost the message goes again, and its repeat changes nothing.
  database_
      ->WriteAndWait([&](store::Tx& tx) {
        return sent.ok() ? outbox_->Delivered(tx, message.id)
                         : outbox_->Failed(tx, message.id, clock_->Now() + Backoff(message.attempts));
      })
      .IgnoreError();
}

}  // namespace liandong::outbox
