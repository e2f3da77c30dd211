#include <gtest/gtest.h>

#include <set>
#include <string>

#include "shared/base/ids.h"

namespace liandong::base {
namespace {

TEST(Ids, AreLongAndAllDifferent) {
  std::set<std::string> ids;
  const absl::Time now = absl::FromUnixSeconds(1800000000);
  for (int i = 0; i < 1000; ++i) ids.insert(NewId(now));
  EXPECT_EQ(ids.size(), 1000u);
  EXPECT_EQ(ids.begin()->size(), 26u);
  EXPECT_LT(*ids.rbegin(), NewId(now + absl::Milliseconds(1)));
  EXPECT_EQ(UuidOf("one"), UuidOf("one"));
  EXPECT_NE(UuidOf("one"), UuidOf("two"));
}

TEST(Ids, AnIdConvertsToSixteenBytesAndBack) {
  const std::string id = NewId(absl::FromUnixSeconds(1800000000));
  const std::string bytes = BytesOfId(id);
  EXPECT_EQ(bytes.size(), 16u);
  EXPECT_EQ(IdOfBytes(bytes), id);
  EXPECT_EQ(IdOfBytes(std::string(16, '\xff')), "zzzzzzzzzzzzzzzzzzzzzzzzzw");
  for (const char* other : {"", "a", "zzzzzzzzzzzzzzzzzzzzzzzzzz", "zzzzzzzzzzzzzzzzzzzzzzzzzu"})
    EXPECT_EQ(BytesOfId(other), "") << other;
}

}  // namespace
}  // namespace liandong::base
