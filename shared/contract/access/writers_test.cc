#include "shared/contract/access/writers.h"

#include <gtest/gtest.h>

#include "liandong/casefile/v1/casefile_service.pb.h"
#include "liandong/casefile/v1/disposition_service.pb.h"
#include "shared/errors/errors.h"

namespace liandong::contract {
namespace {

TEST(Writers, TheProtosSayWhoSetsAField) {
  const auto& file = *casefile::v1::VictimFile::descriptor();
  const auto& police_section = *file.FindFieldByName("police_section");
  EXPECT_TRUE(MayWrite(police_section, v1::AGENCY_PUBLIC_SECURITY).ok());
  const absl::Status refused = MayWrite(police_section, v1::AGENCY_CIVIL_AFFAIRS);
  EXPECT_EQ(errors::ReasonOf(refused), v1::ERROR_REASON_SECTION_OF_ANOTHER_AGENCY);
  EXPECT_EQ(errors::ClauseOf(refused), v1::CLAUSE_5_4_4);
  EXPECT_EQ(errors::ReasonOf(MayWrite(*file.FindFieldByName("case"), v1::AGENCY_PUBLIC_SECURITY)),
            v1::ERROR_REASON_UPDATE_MASK_INVALID);
}

TEST(Writers, TheProtosSayWhoChoosesAValue) {
  const auto& kinds = *casefile::v1::DispositionKind_descriptor();
  const auto& convicted = *kinds.FindValueByName("DISPOSITION_KIND_CONVICTED");
  EXPECT_TRUE(MayChoose(convicted, v1::AGENCY_COURT).ok());
  EXPECT_EQ(errors::ClauseOf(MayChoose(convicted, v1::AGENCY_PROCURATORATE)), v1::CLAUSE_4_8_1);
  EXPECT_TRUE(MayChoose(*kinds.value(0), v1::AGENCY_TRADE_UNION).ok());
}

}  // namespace
}  // namespace liandong::contract
