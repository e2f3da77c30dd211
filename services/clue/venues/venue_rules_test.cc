#include "services/clue/venues/venue_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::clue::rules {
namespace {

using errors::ReasonOf;

TEST(Clause341, ARosterIsSearchedForAnOpenClueOnly) {
  v1::Clue clue;
  clue.set_state(v1::CLUE_STATE_ASSIGNED);
  EXPECT_TRUE(CheckSearch(clue).ok());
  clue.set_state(v1::CLUE_STATE_RESOLVED);
  EXPECT_EQ(ReasonOf(CheckSearch(clue)), contract::v1::ERROR_REASON_OPEN_CLUE_REQUIRED);
}

}  // namespace
}  // namespace liandong::clue::rules
