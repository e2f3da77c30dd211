#include "services/oversight/analyses/analysis_rules.h"

#include <gtest/gtest.h>

#include "shared/errors/errors.h"

namespace liandong::oversight::rules {
namespace {

using errors::ReasonOf;

TEST(Clause32, APeriodEndsAfterItBegins) {
  v1::AnalyseSituationRequest request;
  EXPECT_EQ(ReasonOf(CheckPeriod(request)), contract::v1::ERROR_REASON_REQUEST_INVALID);
  request.mutable_until_time()->set_seconds(1);
  EXPECT_TRUE(CheckPeriod(request).ok());
}

TEST(Clause32, SmallCellsAreLeftOut) {
  std::vector<v1::Cell> cells(3);
  cells[0].set_count(4);
  cells[1].set_count(5);
  cells[2].set_count(1);
  EXPECT_EQ(Suppress(cells), 2);
  ASSERT_EQ(cells.size(), 1u);
  EXPECT_EQ(cells[0].count(), 5);
}

}  // namespace
}  // namespace liandong::oversight::rules
