#include "tests/bench/table.h"

#include <gtest/gtest.h>

namespace liandong::bench {
namespace {

TEST(Table, TheMedianIsTakenOfEachNumberByItself) {
  Measured fast;
  fast.calls = 30;
  fast.rate = 3;
  fast.p99 = absl::Milliseconds(9);
  Measured usual;
  usual.calls = 20;
  usual.rate = 2;
  usual.p99 = absl::Milliseconds(1);
  Measured slow;
  slow.calls = 10;
  slow.failures = 1;
  slow.rate = 1;
  slow.p99 = absl::Milliseconds(5);
  const Measured median = Median({fast, usual, slow});
  EXPECT_EQ(median.rate, 2);
  EXPECT_EQ(median.p99, absl::Milliseconds(5));
  EXPECT_EQ(median.calls, 60);
  EXPECT_EQ(median.failures, 1);
}

}  // namespace
}  // namespace liandong::bench
