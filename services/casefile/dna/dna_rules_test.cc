#include "services/casefile/dna/dna_rules.h"

#include <gtest/gtest.h>

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"

namespace liandong::casefile::rules {
namespace {

using errors::ReasonOf;

const absl::Time kNow = absl::FromCivil(absl::CivilSecond(2026, 11, 24, 12), absl::FixedTimeZone(8 * 3600));

TEST(Clause45, CollectionTestEntryAndComparisonFollowOneAnother) {
  const auto at = [](int hours) { return base::ToProto(kNow + absl::Hours(hours)); };
  v1::DnaSample sample;
  *sample.mutable_collect_time() = at(0);
  v1::RecordDnaComparisonRequest request;
  request.set_result(v1::DNA_RESULT_NO_MATCH);
  const auto times = [&](int test, int entry, int compare) {
    *request.mutable_test_time() = at(test);
    *request.mutable_bank_entry_time() = at(entry);
    *request.mutable_compare_time() = at(compare);
    v1::DnaSample copy = sample;
    return RecordComparison(copy, request);
  };
  EXPECT_FALSE(times(-1, 2, 3).ok());
  EXPECT_FALSE(times(2, 1, 3).ok());
  EXPECT_FALSE(times(1, 3, 2).ok());
  EXPECT_TRUE(times(1, 2, 3).ok());
  EXPECT_TRUE(times(0, 0, 0).ok());
  request.set_matched_subject("cases/x");
  EXPECT_FALSE(times(1, 2, 3).ok()) << "a subject without a match";
  request.set_result(v1::DNA_RESULT_MATCH);
  EXPECT_TRUE(RecordComparison(sample, request).ok());
  EXPECT_EQ(ReasonOf(RecordComparison(sample, request)), contract::v1::ERROR_REASON_WRONG_STATE);
}

}  // namespace
}  // namespace liandong::casefile::rules
