#include "tests/bench/reports.h"

#include <gtest/gtest.h>

#include <set>

#include "absl/time/clock.h"
#include "shared/contract/validation/validation.h"

namespace liandong::bench {
namespace {

constexpr int kMany = 5000;

class ReportsTest : public ::testing::Test {
 protected:
  const eval::Stock stock_ = eval::ReadStock(SOURCE_FOLDER "/tests/eval/data").value();
};

TEST_F(ReportsTest, AllAreValid) {
  contract::Validation validation;
  validation.Prepare(*clue::v1::ReportClueRequest::descriptor());
  Reports reports(&stock_, 1);
  for (int i = 0; i < kMany; ++i) {
    const auto report = reports.Next();
    ASSERT_EQ(validation.Check(report, absl::Now()), absl::OkStatus()) << report.DebugString();
  }
}

TEST_F(ReportsTest, TheSameSeedGivesTheSameMattersInOtherRequests) {
  Reports one(&stock_, 1);
  Reports other(&stock_, 1);
  for (int i = 0; i < kMany; ++i) {
    auto first = one.Next();
    auto second = other.Next();
    ASSERT_NE(first.request_id(), second.request_id());
    for (auto* report : {&first, &second}) {
      report->clear_request_id();
      report->clear_occur_time();
    }
    ASSERT_EQ(first.SerializeAsString(), second.SerializeAsString());
  }
}

TEST_F(ReportsTest, SomePersonsAreReportedAgainFromSeveralDivisions) {
  Reports reports(&stock_, 1);
  std::set<std::string> numbers;
  std::set<std::string> names;
  std::set<std::string> divisions;
  int with_number = 0;
  int persons = 0;
  for (int i = 0; i < kMany; ++i) {
    const auto report = reports.Next();
    divisions.insert(report.division());
    for (const auto& person : report.persons()) {
      ++persons;
      names.insert(person.name());
      if (!person.has_document()) continue;
      ++with_number;
      numbers.insert(person.document().number());
    }
  }
  const double again = 1 - static_cast<double>(numbers.size()) / with_number;
  EXPECT_GT(again, 0.05);
  EXPECT_LT(again, 0.25);
  EXPECT_GT(persons, kMany);
  EXPECT_GT(names.size(), numbers.size() / 2);
  EXPECT_GT(divisions.size(), 30);
}

}  // namespace
}  // namespace liandong::bench
