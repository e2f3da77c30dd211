#include "shared/descriptors/services.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace liandong::descriptors {
namespace {

TEST(ServicesTest, AServiceBelongsToTheAreaOfItsPackage) {
  std::map<std::string, std::string> areas;
  for (const auto* service : AllServices()) areas[service->full_name()] = AreaOf(*service);
  EXPECT_THAT(areas, testing::Contains(testing::Pair("liandong.clue.v1.ClueService", "clue")));
  EXPECT_THAT(areas, testing::Contains(testing::Pair("liandong.ledger.v1.LedgerService", "ledger")));
  EXPECT_EQ(areas.size(), AllServices().size()) << "each service once";
}

}  // namespace
}  // namespace liandong::descriptors
