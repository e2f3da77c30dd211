#include "services/registration/checks/check_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

// Each test names the clause of the rule that it tests.
namespace liandong::registration::rules {
namespace {

using errors::ClauseOf;
using errors::ReasonOf;

const absl::Time kNow = absl::FromCivil(absl::CivilDay(2026, 11, 24), absl::FixedTimeZone(8 * 3600));

TEST(Clause49, ABuyingFamilysAdoptionIsNotReleased) {
  v1::Check held;
  held.set_state(v1::CHECK_STATE_HELD);
  v1::DecideHeldCheckRequest release;
  release.set_decision(v1::HELD_CHECK_DECISION_RELEASE);
  const Screenings bars = {{v1::REFER_REASON_BUYING_FAMILY, true, "S-1"}};
  v1::Check check = held;
  EXPECT_EQ(ClauseOf(Decide(check, release, bars, kNow)), contract::v1::CLAUSE_4_9);
  EXPECT_EQ(check.state(), v1::CHECK_STATE_HELD);
  v1::DecideHeldCheckRequest refuse;
  refuse.set_decision(v1::HELD_CHECK_DECISION_REFUSE);
  EXPECT_TRUE(Decide(check, refuse, bars, kNow).ok());
  EXPECT_EQ(check.state(), v1::CHECK_STATE_REFUSED);
  EXPECT_EQ(ReasonOf(Decide(check, release, {}, kNow)), contract::v1::ERROR_REASON_WRONG_STATE);
  check = held;
  EXPECT_TRUE(Decide(check, release, {}, kNow).ok());
  EXPECT_EQ(check.state(), v1::CHECK_STATE_RELEASED);
}

TEST(Clause334, ThePoliceReadInChineseWhyARegistrationIsHeld) {
  v1::Check check;
  check.add_reasons(v1::REFER_REASON_REGISTRAR_SUSPECTS);
  EXPECT_EQ(ClueOf(check, "").description(), "登记核验暂停（登记员存疑）");
  check.add_reasons(v1::REFER_REASON_UNDER_AGE);
  EXPECT_EQ(ClueOf(check, "女方不能自述住址").description(),
            "登记核验暂停（登记员存疑；未达法定婚龄）：女方不能自述住址");
}

TEST(Clause334, EveryReasonHasAChineseName) {
  const auto* type = v1::ReferReason_descriptor();
  for (int i = 1; i < type->value_count(); ++i)
    EXPECT_FALSE(type->value(i)->options().GetExtension(v1::reason_zh).empty()) << type->value(i)->name();
}

}  // namespace
}  // namespace liandong::registration::rules
