#include "shared/outbox/delivery_rules.h"

#include <algorithm>

#include "shared/errors/errors.h"
#include "shared/limits/delivery.h"
#include "shared/limits/limits.h"

namespace liandong::outbox::rules {
namespace {

// More doublings exceed every limit.
constexpr int64_t kMostDoublings = 16;

absl::Duration LongestRetry(Answer answer) {
  return answer == Answer::kSilent ? limits::kOutboxLongestRetry : limits::kRefusedMessageLongestRetry;
}

}  // namespace

Answer AnswerOf(const absl::Status& sent, size_t request_bytes) {
  if (sent.ok()) return Answer::kDelivered;
  switch (errors::ReasonOf(sent)) {
    // The effect may be so long ago that the reply is no longer kept.
    case contract::v1::ERROR_REASON_REQUEST_ID_REUSED:
      return Answer::kDelivered;
    case contract::v1::ERROR_REASON_RECORD_TOO_LARGE:
    case contract::v1::ERROR_REASON_REPLY_TOO_LARGE:
    case contract::v1::ERROR_REASON_RECORD_ERASED:
      return Answer::kRejected;
    default:
      break;
  }
  switch (sent.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kCancelled:
    // The certificate of this service, which is the same for all its messages.
    case absl::StatusCode::kUnauthenticated:
      return Answer::kSilent;
    // gRPC answers so too if a message is too large, without saying why.
    case absl::StatusCode::kResourceExhausted:
      return request_bytes > static_cast<size_t>(limits::kMaxMessageBytes) ? Answer::kRejected : Answer::kSilent;
    case absl::StatusCode::kAlreadyExists:
      return Answer::kRejected;
    // An older receiver refuses what it does not know: methods (UNIMPLEMENTED), callers and clauses
    // (PERMISSION_DENIED), fields and values (INVALID_ARGUMENT). What is missing may be in another message (NOT_FOUND,
    // FAILED_PRECONDITION). A defect may be repaired.
    default:
      return Answer::kRefused;
  }
}

bool MustBeSetAside(Answer answer, std::optional<absl::Time> first_refusal, absl::Time now) {
  if (answer == Answer::kRejected) return true;
  return answer == Answer::kRefused && first_refusal.has_value() &&
         now - *first_refusal >= limits::kRefusedMessagePatience;
}

absl::Duration RetryAfter(Answer answer, int64_t attempts) {
  const int64_t doublings = std::min(attempts, kMostDoublings);
  return std::min(limits::kOutboxFirstRetry * (int64_t{1} << doublings), LongestRetry(answer));
}

}  // namespace liandong::outbox::rules
