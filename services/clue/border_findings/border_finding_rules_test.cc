#include "services/clue/border_findings/border_finding_rules.h"

#include <gtest/gtest.h>

namespace liandong::clue::rules {
namespace {

TEST(Clause365, ABorderFindingSharesTheReferenceOfAHeldMarriage) {
  v1::FileBorderFindingRequest finding;
  finding.set_registration_reference("R-1");
  EXPECT_EQ(ClueOf(finding).registration_reference(), "R-1");
  EXPECT_EQ(ClueOf(finding).kind(), v1::CLUE_KIND_CROSS_BORDER);
}

}  // namespace
}  // namespace liandong::clue::rules
