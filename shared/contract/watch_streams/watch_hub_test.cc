#include "shared/contract/watch_streams/watch_hub.h"

#include <gtest/gtest.h>

#include "shared/limits/limits.h"

namespace liandong::contract {
namespace {

TEST(WatchHub, AnAgencyLeavesRoomForTheOthers) {
  WatchHub hub;
  for (int i = 0; i < limits::kMaxStreamsOfAgency; ++i) EXPECT_TRUE(hub.Enter("court@500119"));
  EXPECT_FALSE(hub.Enter("court@500119"));
  EXPECT_TRUE(hub.Enter("court@500118"));
  hub.Leave("court@500119");
  EXPECT_TRUE(hub.Enter("court@500119"));
  for (int i = 0; i < limits::kMaxStreamsOfAgency; ++i) hub.Leave("court@500119");
  hub.Leave("court@500118");
}

TEST(WatchHub, TheNumberOfStreamsIsLimited) {
  WatchHub hub;
  for (int i = 0; i < limits::kMaxStreams; ++i) EXPECT_TRUE(hub.Enter(std::to_string(i)));
  EXPECT_FALSE(hub.Enter("one more"));
  for (int i = 0; i < limits::kMaxStreams; ++i) hub.Leave(std::to_string(i));
}

}  // namespace
}  // namespace liandong::contract
