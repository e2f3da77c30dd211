#include "shared/connections/callers.h"

#include <gtest/gtest.h>

#include "shared/connections/conduct.h"
#include "shared/limits/connection_limits.h"

namespace liandong::connections {
namespace {

const absl::Time kNow = absl::UnixEpoch() + absl::Hours(1);

TEST(CallersTest, ACallerThatCompletesItsCallsMayCancelSome) {
  Callers callers;
  for (int i = 0; i < 100; ++i) EXPECT_TRUE(callers.Charge("a", limits::kMaxResets, limits::kMaxResets, kNow));
}

TEST(ConductTest, ManyStreamsMayNotBeginIfNoneEnds) {
  constexpr int64_t kPart = limits::kMaxBytesWithoutCalls;
  Conduct conduct;
  for (int64_t i = 1; i <= limits::kMostLargeCallsAtOnce; ++i) {
    conduct.Look(i * kPart, {.started = i});
    EXPECT_FALSE(conduct.SendsWithoutCalls());
  }
  conduct.Look((limits::kMostLargeCallsAtOnce + 1) * kPart, {.started = limits::kMostLargeCallsAtOnce + 1});
  EXPECT_TRUE(conduct.SendsWithoutCalls());
}

TEST(ConductTest, StreamsThatCannotBeOpenWereReset) {
  Conduct conduct;
  EXPECT_EQ(conduct.Look(1, {.started = limits::kMaxStreamsOfConnection}).reset, 0);
  EXPECT_EQ(conduct.Look(2, {.started = limits::kMaxStreamsOfConnection + 7}).reset, 7);
  // gRPC counts them later.
  EXPECT_EQ(conduct.Look(3, {.started = limits::kMaxStreamsOfConnection + 7, .reset = 7}).reset, 0);
}

TEST(CallersTest, ResetsAreChargedOverAllConnectionsOfACaller) {
  Callers callers;
  EXPECT_TRUE(callers.Charge("a", 0, limits::kMaxResets, kNow));
  EXPECT_FALSE(callers.Charge("a", 0, 1, kNow));
  EXPECT_TRUE(callers.Charge("b", 0, 1, kNow));
}

TEST(CallersTest, OtherConnectionsOfAnExhaustedCallerGoOnIfTheyCompleteMore) {
  Callers callers;
  EXPECT_FALSE(callers.Charge("a", 0, 10 * limits::kMaxResets, kNow));
  EXPECT_TRUE(callers.Charge("a", 5, 1, kNow));
  EXPECT_FALSE(callers.Charge("a", 0, 5, kNow));
  EXPECT_TRUE(callers.Charge("a", 0, static_cast<int64_t>(limits::kResetsPerSecond), kNow + absl::Seconds(1)));
}

TEST(CallersTest, ABarLastsLongerEachTime) {
  Callers callers;
  callers.Bar("a", kNow);
  EXPECT_TRUE(callers.Barred("a", kNow));
  EXPECT_FALSE(callers.Barred("b", kNow));
  const absl::Time end = kNow + limits::kFirstBar;
  EXPECT_FALSE(callers.Barred("a", end));
  callers.Bar("a", end);
  EXPECT_TRUE(callers.Barred("a", end + limits::kFirstBar));
  EXPECT_FALSE(callers.Barred("a", end + 2 * limits::kFirstBar));
  const absl::Time later = end + absl::Hours(1);
  callers.Bar("a", later);
  EXPECT_FALSE(callers.Barred("a", later + limits::kFirstBar));
}

TEST(ConductTest, BytesAreMeasuredFromTheLastStreamThatMoved) {
  Conduct conduct;
  conduct.Look(limits::kMaxBytesWithoutCalls, {.started = 1});
  EXPECT_FALSE(conduct.SendsWithoutCalls());
  conduct.Look(2 * limits::kMaxBytesWithoutCalls, {.started = 1});
  EXPECT_FALSE(conduct.SendsWithoutCalls());
  conduct.Look(2 * limits::kMaxBytesWithoutCalls + 1, {.started = 1});
  EXPECT_TRUE(conduct.SendsWithoutCalls());
  conduct.Look(3 * limits::kMaxBytesWithoutCalls, {.started = 1, .completed = 1});
  EXPECT_FALSE(conduct.SendsWithoutCalls());
}

TEST(ConductTest, SomeLargeMessagesMayArriveAtOnce) {
  Conduct conduct;
  conduct.Look(0, {.started = 3});
  conduct.Look(3 * limits::kMaxBytesWithoutCalls, {.started = 3});
  EXPECT_FALSE(conduct.SendsWithoutCalls());
  conduct.Look(3 * limits::kMaxBytesWithoutCalls, {.started = 300});
  conduct.Look((limits::kMostLargeCallsAtOnce + 4) * limits::kMaxBytesWithoutCalls, {.started = 300});
  EXPECT_TRUE(conduct.SendsWithoutCalls());
}

TEST(ConductTest, ALookTellsWhatHappenedSinceTheLastOne) {
  Conduct conduct;
  EXPECT_FALSE(conduct.WorthALook(limits::kBytesWorthALook - 1));
  EXPECT_TRUE(conduct.WorthALook(limits::kBytesWorthALook));
  conduct.Look(limits::kBytesWorthALook, {.started = 5, .completed = 3, .reset = 1});
  EXPECT_FALSE(conduct.WorthALook(limits::kBytesWorthALook + 1));
  const auto since = conduct.Look(2 * limits::kBytesWorthALook, {.started = 9, .completed = 4, .reset = 4});
  EXPECT_EQ(since.completed, 1);
  EXPECT_EQ(since.reset, 3);
}

}  // namespace
}  // namespace liandong::connections
