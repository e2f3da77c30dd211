#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::errors {
namespace {

TEST(Errors, KeepReasonAndClauseAcrossTheWire) {
  const absl::Status refusal = Refuse(contract::v1::ERROR_REASON_CASE_NOT_SOLVED, contract::v1::CLAUSE_4_2);
  const WireError wire = ToWire(refusal);
  const absl::Status received = FromWire(wire.code, wire.message, wire.details);
  EXPECT_EQ(received.code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(received), contract::v1::ERROR_REASON_CASE_NOT_SOLVED);
  EXPECT_EQ(ClauseOf(received), contract::v1::CLAUSE_4_2);
}

TEST(Errors, BothMessagesSayWhatIsWrongWithEachField) {
  const WireError wire = ToWire(RefuseFields(
      {{"channel", "is required", "为必填项"}, {"place.division", "must be a division", "须为行政区划代码"}}));
  EXPECT_THAT(wire.message, testing::EndsWith(" channel: is required. place.division: must be a division."));
  EXPECT_THAT(wire.details,
              testing::HasSubstr("请更正后重新调用。channel：为必填项。place.division：须为行政区划代码。"));
}

TEST(Errors, AnErrorThatIsNotARefusalLosesItsText) {
  const WireError wire = ToWire(absl::UnknownError("罗一鸣"));
  EXPECT_EQ(wire.message.find("罗一鸣"), std::string::npos);
  EXPECT_EQ(wire.code, 13);
}

TEST(Errors, EveryReasonHasItsTextInBothLanguages) {
  const auto* type = contract::v1::ErrorReason_descriptor();
  for (int i = 1; i < type->value_count(); ++i) {
    const auto& text = type->value(i)->options().GetExtension(contract::v1::error_text);
    EXPECT_FALSE(text.en().empty() || text.zh().empty() || text.code() == 0) << type->value(i)->name();
  }
}

}  // namespace
}  // namespace liandong::errors
