#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"

// What the receiver's answer means for a message of the outbox. Pure.
namespace liandong::outbox::rules {

enum class Answer {
  kDelivered,  // the message had its effect, now or earlier
  kSilent,     // the receiver does not answer now, or does not answer this service at all, whatever the message
  kRefused,    // the receiver refuses this message, but a restart, an upgrade, a repaired configuration or another
               // message may change that
  kRejected,   // the receiver will never accept this message
  kDamaged,    // nobody was asked, because the message cannot be read from the store; a repair may change that
};

// `request_bytes` is the size of the message.
Answer AnswerOf(const absl::Status& sent, size_t request_bytes);

// Whether the message is to be set aside. `first_refusal` is when the receiver first refused it, if it did so before.
bool MustBeSetAside(Answer answer, std::optional<absl::Time> first_refusal, absl::Time now);

// How long to wait after an answer other than kDelivered. `attempts` is the number of earlier attempts.
absl::Duration RetryAfter(Answer answer, int64_t attempts);

}  // namespace liandong::outbox::rules
