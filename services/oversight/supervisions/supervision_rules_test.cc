#include "services/oversight/supervisions/supervision_rules.h"

#include <gtest/gtest.h>

#include "shared/values/dates.h"

namespace liandong::oversight::rules {
namespace {

absl::Time Noon(int year, int month, int day) {
  return absl::FromCivil(absl::CivilHour(year, month, day, 12), values::DistrictTimeZone());
}

TEST(Clause81, ACaseIsListedByItsNameAndAnAreaWithoutOne) {
  v1::ListForSupervisionRequest request;
  request.set_target(v1::SUPERVISION_TARGET_CASE);
  EXPECT_FALSE(CheckListing(request).ok());
  request.set_case_("cases/x");
  EXPECT_TRUE(CheckListing(request).ok());
  request.set_target(v1::SUPERVISION_TARGET_AREA);
  EXPECT_FALSE(CheckListing(request).ok());
}

TEST(Clause81, WhatIsLiftedIsNotWarnedOrLiftedAgain) {
  v1::Supervision supervision;
  supervision.set_state(v1::SUPERVISION_STATE_LISTED);
  EXPECT_TRUE(Warn(supervision, {}, Noon(2026, 3, 1)).ok());
  EXPECT_TRUE(Lift(supervision, Noon(2026, 3, 2)).ok());
  EXPECT_FALSE(Warn(supervision, {}, Noon(2026, 3, 3)).ok());
  EXPECT_FALSE(Lift(supervision, Noon(2026, 3, 3)).ok());
}

TEST(Clause352, ACampaignIsOfAListedArea) {
  v1::Supervision supervision;
  supervision.set_state(v1::SUPERVISION_STATE_LISTED);
  supervision.set_target(v1::SUPERVISION_TARGET_CASE);
  EXPECT_FALSE(AddCampaign(supervision, contract::v1::AGENCY_PUBLIC_SECURITY, "x", Noon(2026, 3, 1)).ok());
  supervision.set_target(v1::SUPERVISION_TARGET_AREA);
  EXPECT_TRUE(AddCampaign(supervision, contract::v1::AGENCY_PUBLIC_SECURITY, "x", Noon(2026, 3, 1)).ok());
}

}  // namespace
}  // namespace liandong::oversight::rules
