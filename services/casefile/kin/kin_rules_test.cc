#include "services/casefile/kin/kin_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::casefile::rules {
namespace {

using errors::ReasonOf;

const absl::Time kNow = absl::FromUnixSeconds(1800000000);

TEST(Clause532, AFamilyIsToldOnlyWhatThePoliceConfirmed) {
  v1::KinSearch search;
  search.set_state(v1::KIN_SEARCH_STATE_SEARCHING);
  EXPECT_EQ(ReasonOf(Disclose(search, kNow)), contract::v1::ERROR_REASON_KIN_NOT_CONFIRMED);
  EXPECT_TRUE(Propose(search, {}).ok());
  EXPECT_EQ(ReasonOf(Disclose(search, kNow)), contract::v1::ERROR_REASON_KIN_NOT_CONFIRMED);
  EXPECT_EQ(ReasonOf(Urge(search, "x", contract::v1::AGENCY_CIVIL_AFFAIRS, kNow)),
            contract::v1::ERROR_REASON_KIN_NOT_CONFIRMED);
  v1::ConfirmKinRequest confirm;
  EXPECT_TRUE(Confirm(search, confirm, kNow).ok());
  EXPECT_EQ(search.state(), v1::KIN_SEARCH_STATE_SEARCHING) << "not kin: the search goes on";
  EXPECT_TRUE(Propose(search, {}).ok());
  confirm.set_confirmed(true);
  EXPECT_TRUE(Confirm(search, confirm, kNow).ok());
  EXPECT_TRUE(Disclose(search, kNow).ok());
  EXPECT_TRUE(Urge(search, "x", contract::v1::AGENCY_CIVIL_AFFAIRS, kNow).ok());
}

}  // namespace
}  // namespace liandong::casefile::rules
