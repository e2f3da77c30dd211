#include "shared/outbox/delivery_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"
#include "shared/limits/delivery.h"
#include "shared/limits/limits.h"

namespace liandong::outbox::rules {
namespace {

using contract::v1::ErrorReason;

constexpr size_t kBytes = 1000;
constexpr size_t kTooManyBytes = size_t{limits::kMaxMessageBytes} + 1;
constexpr absl::Time kNow = absl::FromUnixSeconds(1795000000);

Answer To(ErrorReason reason) { return AnswerOf(errors::Refuse(reason), kBytes); }
// An answer by gRPC itself or by a program of another kind, which states no reason.
Answer To(absl::StatusCode code, size_t bytes = kBytes) { return AnswerOf(absl::Status(code, ""), bytes); }

TEST(DeliveryRules, AMessageIsDeliveredOnceItHadItsEffect) {
  EXPECT_EQ(AnswerOf(absl::OkStatus(), kBytes), Answer::kDelivered);
  EXPECT_EQ(To(contract::v1::ERROR_REASON_REQUEST_ID_REUSED), Answer::kDelivered);
}

TEST(DeliveryRules, AReceiverThatAnswersNothingAtAllDoesNotCountAgainstTheMessage) {
  for (const ErrorReason reason :
       {contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE, contract::v1::ERROR_REASON_STORE_UNAVAILABLE,
        contract::v1::ERROR_REASON_SHUTTING_DOWN, contract::v1::ERROR_REASON_DEADLINE_PASSED,
        contract::v1::ERROR_REASON_OVERLOADED, contract::v1::ERROR_REASON_QUOTA_EXCEEDED,
        contract::v1::ERROR_REASON_CERTIFICATE_REFUSED}) {
    EXPECT_EQ(To(reason), Answer::kSilent) << errors::ReasonName(reason);
  }
  EXPECT_EQ(To(absl::StatusCode::kCancelled), Answer::kSilent);
  EXPECT_EQ(To(absl::StatusCode::kResourceExhausted), Answer::kSilent);
}

TEST(DeliveryRules, WhatAnUpgradeOrARepairMayChangeIsOnlyRefused) {
  for (const ErrorReason reason :
       {contract::v1::ERROR_REASON_CALLER_NOT_PERMITTED, contract::v1::ERROR_REASON_PURPOSE_NOT_PERMITTED,
        contract::v1::ERROR_REASON_REQUEST_INVALID, contract::v1::ERROR_REASON_REQUEST_UNREADABLE,
        contract::v1::ERROR_REASON_NOT_FOUND, contract::v1::ERROR_REASON_WRONG_STATE,
        contract::v1::ERROR_REASON_ETAG_MISMATCH, contract::v1::ERROR_REASON_INTERNAL}) {
    EXPECT_EQ(To(reason), Answer::kRefused) << errors::ReasonName(reason);
  }
  for (const absl::StatusCode code : {absl::StatusCode::kUnimplemented, absl::StatusCode::kInvalidArgument,
                                      absl::StatusCode::kPermissionDenied, absl::StatusCode::kUnknown}) {
    EXPECT_EQ(To(code), Answer::kRefused) << absl::StatusCodeToString(code);
  }
}

TEST(DeliveryRules, WhatNothingCanChangeIsRejected) {
  for (const ErrorReason reason :
       {contract::v1::ERROR_REASON_RECORD_TOO_LARGE, contract::v1::ERROR_REASON_REPLY_TOO_LARGE,
        contract::v1::ERROR_REASON_RECORD_ERASED, contract::v1::ERROR_REASON_ALREADY_EXISTS,
        contract::v1::ERROR_REASON_ALREADY_REWARDED}) {
    EXPECT_EQ(To(reason), Answer::kRejected) << errors::ReasonName(reason);
  }
  EXPECT_EQ(To(absl::StatusCode::kResourceExhausted, kTooManyBytes), Answer::kRejected);
  EXPECT_EQ(To(absl::StatusCode::kUnavailable, kTooManyBytes), Answer::kSilent) << "the receiver has not seen it yet";
}

TEST(DeliveryRules, ARejectedMessageIsSetAsideAtOnceAndARefusedOneAfterAWhile) {
  const absl::Time refused = kNow - limits::kRefusedMessagePatience;
  EXPECT_TRUE(MustBeSetAside(Answer::kRejected, std::nullopt, kNow));
  EXPECT_FALSE(MustBeSetAside(Answer::kRefused, std::nullopt, kNow));
  EXPECT_FALSE(MustBeSetAside(Answer::kRefused, refused + absl::Seconds(1), kNow));
  EXPECT_TRUE(MustBeSetAside(Answer::kRefused, refused, kNow));
  EXPECT_FALSE(MustBeSetAside(Answer::kSilent, refused, kNow));
  EXPECT_FALSE(MustBeSetAside(Answer::kDelivered, refused, kNow));
  EXPECT_FALSE(MustBeSetAside(Answer::kDamaged, refused, kNow)) << "it could not be sent again";
}

TEST(DeliveryRules, AttemptsBecomeRarerUpToALimit) {
  EXPECT_EQ(RetryAfter(Answer::kSilent, 0), limits::kOutboxFirstRetry);
  EXPECT_EQ(RetryAfter(Answer::kRefused, 3), 8 * limits::kOutboxFirstRetry);
  EXPECT_EQ(RetryAfter(Answer::kSilent, 1000), limits::kOutboxLongestRetry);
  EXPECT_EQ(RetryAfter(Answer::kRefused, 1000), limits::kRefusedMessageLongestRetry);
  // It is tried several times before it is set aside.
  EXPECT_GE(limits::kRefusedMessagePatience, 10 * limits::kRefusedMessageLongestRetry);
}

}  // namespace
}  // namespace liandong::outbox::rules
