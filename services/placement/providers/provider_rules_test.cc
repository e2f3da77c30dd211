#include "services/placement/providers/provider_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::placement::rules {
namespace {

using errors::ClauseOf;

TEST(Clause534, HospitalsAreDesignatedByTheHealthCommission) {
  EXPECT_TRUE(CheckRegistrar(v1::PROVIDER_KIND_HOSPITAL, contract::v1::AGENCY_HEALTH_COMMISSION).ok());
  EXPECT_EQ(ClauseOf(CheckRegistrar(v1::PROVIDER_KIND_HOSPITAL, contract::v1::AGENCY_CIVIL_AFFAIRS)),
            contract::v1::CLAUSE_5_3_4);
  EXPECT_FALSE(CheckRegistrar(v1::PROVIDER_KIND_SOCIAL_WORK, contract::v1::AGENCY_HEALTH_COMMISSION).ok());
}

}  // namespace
}  // namespace liandong::placement::rules
