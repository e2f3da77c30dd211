#include "shared/records/event_address.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace liandong::records {
namespace {

using testing::Contains;
using testing::Not;

const std::vector<Reach> kReaches = {{},
                                     {"", "court@500119"},
                                     {"", "court@500101"},
                                     {"500000", ""},
                                     {"500100", ""},
                                     {"500119", ""},
                                     {"500101", ""},
                                     {"500119101", ""},
                                     {"500119", "", false},
                                     {"500119101", "", false},
                                     {"500100", "", false}};

TEST(WatchKeys, AnEventHasTheKeysOfExactlyTheReachesThatCoverIt) {
  for (const std::string division : {"500119", "500119101", "500101", "500100", "510104"}) {
    for (const std::string owner : {"court@500119", "court@500101"}) {
      const std::vector<std::string> keys = WatchKeysOf({"clue_event", division, owner});
      for (const Reach& reach : kReaches) {
        const std::string key = WatchKey("clue_event", reach);
        if (reach.Covers(division, owner)) {
          EXPECT_THAT(keys, Contains(key)) << division;
        } else {
          EXPECT_THAT(keys, Not(Contains(key))) << division;
        }
      }
    }
  }
}

TEST(WatchKeys, WatchersOfOneTableAreNotThoseOfAnother) {
  EXPECT_THAT(WatchKeysOf({"clue_event", "500119", "court@500119"}), Not(Contains(WatchKey("obligation_event", {}))));
}

}  // namespace
}  // namespace liandong::records
