#include "shared/telemetry/trace.h"

#include <gtest/gtest.h>

namespace liandong::telemetry {
namespace {

constexpr char kId[] = "4bf92f3577b34da6a3ce929d0e0e4736";

TEST(Trace, IsReadOnlyFromAWellFormedHeader) {
  const auto trace = ParseTraceparent("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
  ASSERT_TRUE(trace.has_value());
  EXPECT_EQ(trace->id, kId);
  EXPECT_EQ(trace->span, "00f067aa0ba902b7");
  EXPECT_TRUE(ParseTraceparent("01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more").has_value());
  for (const char* bad : {
           "",
           "00",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
           "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
           "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
           "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
           "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
       }) {
    EXPECT_FALSE(ParseTraceparent(bad).has_value()) << bad;
  }
}

TEST(Trace, ContinuesWithItsOwnSpans) {
  const Trace own = BeginSpan(Trace{kId, "00f067aa0ba902b7"});
  EXPECT_EQ(own.id, kId);
  EXPECT_NE(own.span, "00f067aa0ba902b7");
  const auto sent = ParseTraceparent(TraceparentWithin(own));
  ASSERT_TRUE(sent.has_value());
  EXPECT_EQ(sent->id, kId);
  EXPECT_NE(sent->span, own.span);
  EXPECT_NE(BeginSpan(std::nullopt).id, BeginSpan(std::nullopt).id);
}

TEST(Trace, BelongsToTheThreadDuringItsScope) {
  EXPECT_EQ(CurrentTrace(), nullptr);
  const Trace one = BeginSpan(std::nullopt);
  {
    const TraceScope outer(&one);
    EXPECT_EQ(CurrentTrace(), &one);
    const TraceScope inner(nullptr);
    EXPECT_EQ(CurrentTrace(), nullptr);
  }
  EXPECT_EQ(CurrentTrace(), nullptr);
}

}  // namespace
}  // namespace liandong::telemetry
