#include "shared/runtime/health.h"

#include <gtest/gtest.h>

#include "shared/limits/connection_limits.h"

namespace liandong::runtime {
namespace {

const absl::Time kNow = absl::UnixEpoch() + absl::Hours(1);

TEST(HealthTest, AProcessThatStartsOrStopsIsLiveButNotReady) {
  Health health;
  EXPECT_TRUE(health.Live(kNow));
  EXPECT_FALSE(health.Ready(kNow));
  health.SetServing(true, kNow);
  EXPECT_TRUE(health.Ready(kNow));
  health.SetServing(false, kNow);
  EXPECT_TRUE(health.Live(kNow + absl::Hours(1)));
  EXPECT_FALSE(health.Ready(kNow));
}

TEST(HealthTest, WhatItSaysCountsOnlyAsLongAsItsPortProvesIt) {
  Health health;
  health.SetServing(true, kNow);
  const absl::Time late = kNow + limits::kLiveAfterCheck + absl::Seconds(1);
  EXPECT_FALSE(health.Live(late));
  EXPECT_FALSE(health.Ready(late));
  health.Prove(late);
  EXPECT_TRUE(health.Live(late));
  EXPECT_TRUE(health.Ready(late));
}

}  // namespace
}  // namespace liandong::runtime
