#include "tools/contracts/model/servers.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/ledger/v1/ledger_service.pb.h"
#include "liandong/oversight/v1/aggregate_service.pb.h"
#include "liandong/oversight/v1/duty_service.pb.h"

namespace liandong::contracts {
namespace {

using testing::ElementsAre;

template <typename Request>
std::vector<law::Service> ServersOf() {
  return contracts::ServersOf(*Request::descriptor()->file()->service(0));
}

TEST(ServersTest, TheProcessThatThePackageNamesServesIt) {
  EXPECT_THAT(ServersOf<clue::v1::ReportClueRequest>(), ElementsAre(law::Service::SERVICE_CLUE));
}

TEST(ServersTest, EveryProcessServesWhatBelongsToNone) {
  EXPECT_EQ(ServersOf<ledger::v1::GetCheckpointRequest>(), law::AllServices());
}

TEST(ServersTest, EveryProcessServesWhatOneAloneAsksFor) {
  EXPECT_EQ(ServersOf<oversight::v1::AggregateRequest>(), law::AllServices());
  // The other processes report overdue obligations to oversight.
  EXPECT_THAT(ServersOf<oversight::v1::NoteOverdueRequest>(), ElementsAre(law::Service::SERVICE_OVERSIGHT));
}

}  // namespace
}  // namespace liandong::contracts
