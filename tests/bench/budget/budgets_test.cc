#include "tests/bench/budget/budgets.h"

#include <gtest/gtest.h>

namespace liandong::budget {
namespace {

Cost Cheap() { return {.engine = "sqlite", .call = "GetClue", .averages = {10, 4, 200, 0, 1, 9000, 700}}; }

Cost With(Quantity quantity, double counted) {
  Cost cost = Cheap();
  cost.averages[static_cast<size_t>(quantity)] = counted;
  return cost;
}

TEST(Budgets, ATenthMoreIsAllowed) {
  EXPECT_FALSE(Exceeds(Quantity::kBytes, 9000, 9900));
  EXPECT_TRUE(Exceeds(Quantity::kBytes, 9000, 9901));
  EXPECT_TRUE(Exceeds(Quantity::kRoundTrips, 0, 1));
}

TEST(Budgets, OneMoreStatementRoundTripOrCommitForEachCallIsNot) {
  for (const Quantity quantity : {Quantity::kStatements, Quantity::kRoundTrips, Quantity::kCommits}) {
    EXPECT_TRUE(Exceeds(quantity, 30, 31));
    EXPECT_FALSE(Exceeds(quantity, 30, 30.5));
  }
  EXPECT_FALSE(Exceeds(Quantity::kRows, 30, 31));
}

TEST(Budgets, AnExcessIsNamed) {
  const auto excesses = Compare({Cheap()}, {With(Quantity::kRows, 12)});
  ASSERT_TRUE(excesses.ok()) << excesses.status();
  ASSERT_EQ(excesses->size(), 1u);
  EXPECT_EQ(Describe(excesses->front()), "sqlite, GetClue: the budget is 4.0 rows, and 12.0 were counted");
}

TEST(Budgets, ACallWithoutABudgetIsNotOverlooked) {
  Cost other = Cheap();
  other.engine = "postgres";
  EXPECT_EQ(Compare({Cheap()}, {other}).status().message(), "postgres, GetClue has no budget");
}

TEST(Budgets, ATableIsReadAsItWasWritten) {
  const auto read = Read(Write({Cheap()}));
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ(read->size(), 1u);
  EXPECT_EQ(read->front().engine, "sqlite");
  EXPECT_EQ(read->front().call, "GetClue");
  EXPECT_EQ(read->front().averages, Cheap().averages);
  EXPECT_EQ(Read("sqlite\tGetClue\t1\t2").status().message(), "this is not a budget: sqlite\tGetClue\t1\t2");
}

TEST(Budgets, ARenewalKeepsWhatIsStillRight) {
  EXPECT_EQ(Renew({Cheap()}, {With(Quantity::kBytes, 9050)}).front().averages, Cheap().averages);
  EXPECT_EQ(Renew({Cheap()}, {With(Quantity::kBytes, 8000)}).front().averages, With(Quantity::kBytes, 8000).averages);
}

TEST(Budgets, ARenewalOnOneEngineKeepsTheBudgetsOfTheOther) {
  Cost other = Cheap();
  other.engine = "postgres";
  const std::vector<Cost> renewed = Renew({Cheap()}, {other});
  ASSERT_EQ(renewed.size(), 2u);
  EXPECT_EQ(renewed[0].engine, "postgres");
  EXPECT_EQ(renewed[1].engine, "sqlite");
}

}  // namespace
}  // namespace liandong::budget
