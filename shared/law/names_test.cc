#include <gtest/gtest.h>

#include <algorithm>

#include "shared/law/names.h"

namespace liandong::law {
namespace {

TEST(LawNames, AreNamedAsCertificatesAndTheTextNameThem) {
  EXPECT_EQ(AgencySlug(contract::v1::AGENCY_PUBLIC_SECURITY), "public-security");
  EXPECT_EQ(AgencyFromSlug("civil-affairs"), contract::v1::AGENCY_CIVIL_AFFAIRS);
  EXPECT_FALSE(AgencyFromSlug("unspecified").has_value());
  EXPECT_EQ(AgencyNameZh(contract::v1::AGENCY_COURT), "区法院");
  EXPECT_EQ(std::count(Members().begin(), Members().end(), contract::v1::AGENCY_CONVERGED_MEDIA_CENTRE), 0);
  EXPECT_EQ(ClauseSlug(contract::v1::CLAUSE_3_3_1_P1), "3-3-1-p1");
  EXPECT_EQ(ClauseFromText("三(三)4"), contract::v1::CLAUSE_3_3_4);
  EXPECT_EQ(ClauseFromText("3-3-4"), contract::v1::CLAUSE_3_3_4);
  EXPECT_EQ(ClauseFromText("CLAUSE_3_3_4"), contract::v1::CLAUSE_3_3_4);
  EXPECT_FALSE(ClauseFromText("3-3-9").has_value());
}

}  // namespace
}  // namespace liandong::law
