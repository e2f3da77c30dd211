#include "services/casefile/victims/victim_file_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::casefile::rules {
namespace {

using errors::ReasonOf;

TEST(Clause544, EachLeadWritesItsOwnSection) {
  v1::VictimFile file;
  v1::UpdateVictimFileRequest request;
  request.mutable_victim_file()->set_justice_section("已指派律师");
  request.mutable_update_mask()->add_paths("justice_section");
  EXPECT_EQ(ReasonOf(UpdateVictimFile(file, request, contract::v1::AGENCY_CIVIL_AFFAIRS)),
            contract::v1::ERROR_REASON_SECTION_OF_ANOTHER_AGENCY);
  EXPECT_TRUE(file.justice_section().empty());
  EXPECT_TRUE(UpdateVictimFile(file, request, contract::v1::AGENCY_JUSTICE_BUREAU).ok());
  EXPECT_EQ(file.justice_section(), "已指派律师");
  request.mutable_update_mask()->set_paths(0, "dna_gate");
  EXPECT_EQ(ReasonOf(UpdateVictimFile(file, request, contract::v1::AGENCY_PUBLIC_SECURITY)),
            contract::v1::ERROR_REASON_UPDATE_MASK_INVALID);
}

}  // namespace
}  // namespace liandong::casefile::rules
