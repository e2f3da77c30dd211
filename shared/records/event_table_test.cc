#include "shared/records/event_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "shared/store/migrate.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::records {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr char kTable[] = "thing_event";
constexpr int kPage = 3;

class EventTableTest : public ::testing::Test {
 protected:
  EventTableTest() {
    EXPECT_TRUE(database_
                    ->Migrate(store::Concatenate(
                        {EventOrder::Migrations(),
                         {{1, kTable,
                           absl::StrCat(EventTable::Create(kTable, "thing_id"), EventTable::CreateIndexes(kTable))}}}))
                    .ok());
    database_->AddHook(&order_);
  }
  ~EventTableTest() override { database_->Stop(); }

  absl::Status Add(const std::string& subject, const std::string& division, const std::string& owner,
                   absl::Status result = absl::OkStatus()) {
    return database_->WriteAndWait([&](store::Tx& tx) {
      EXPECT_TRUE(events_.Add(tx, {subject, division, owner, 1}, absl::UnixEpoch()).ok());
      return result;
    });
  }

  EventsRead<std::string> After(const Reach& reach, int64_t after) {
    return *database_->ReadValue([&](store::ReadTx& tx) {
      return events_.After<std::string>(tx, reach, after, kPage,
                                        [](const store::Row& row) { return std::string(row.Text(1)); });
    });
  }
  std::vector<std::string> SubjectsAfter(const Reach& reach, int64_t after) {
    std::vector<std::string> subjects;
    for (auto& [place, subject] : After(reach, after).events) subjects.push_back(subject);
    return subjects;
  }

  testing::TemporaryDirectory directory_;
  std::vector<std::string> told_;
  EventOrder order_{{kTable}, true, [this](const std::vector<std::string>& keys) { told_ = keys; }};
  const EventTable events_{kTable, "thing_id", {.columns = "e.thing_id", .from = "thing_event e"}, &order_};
  std::unique_ptr<store::Database> database_ = *store::OpenSqlite(directory_.path() + "/x.db");
};

TEST_F(EventTableTest, ShowsTheEventsWithinTheReachInOrder) {
  EXPECT_TRUE(Add("a", "500119", "court@500119").ok());
  EXPECT_TRUE(Add("b", "500101", "court@500101").ok());
  EXPECT_TRUE(Add("c", "500119101", "court@500119").ok());
  EXPECT_THAT(SubjectsAfter({}, 0), ElementsAre("a", "b", "c"));
  EXPECT_THAT(SubjectsAfter({}, 1), ElementsAre("b", "c"));
  EXPECT_THAT(SubjectsAfter({"500119", ""}, 0), ElementsAre("a", "c"));
  EXPECT_THAT(SubjectsAfter({"500119", "", false}, 0), ElementsAre("a"));
  EXPECT_THAT(SubjectsAfter({"500119101", ""}, 0), ElementsAre("c"));
  EXPECT_THAT(SubjectsAfter({"", "court@500101"}, 0), ElementsAre("b"));
}

TEST_F(EventTableTest, AReaderPassesTheEventsThatAreNotItsOwn) {
  for (int i = 0; i < 2 * kPage; ++i) EXPECT_TRUE(Add("x", "500119", "court@500119").ok());
  const auto read = After({"", "court@500101"}, 0);
  EXPECT_THAT(read.events, IsEmpty());
  EXPECT_EQ(read.read_to, 2 * kPage);
}

TEST_F(EventTableTest, AFullPageEndsWithItsLastEvent) {
  for (int i = 0; i < 2 * kPage; ++i) EXPECT_TRUE(Add(absl::StrCat(i), i % 2 == 0 ? "500119" : "500101", "x").ok());
  EXPECT_EQ(After({}, 0).read_to, kPage);
  EXPECT_THAT(SubjectsAfter({}, kPage), ElementsAre("3", "4", "5"));
}

TEST_F(EventTableTest, ACommitTellsWhomItsEventsReach) {
  EXPECT_TRUE(Add("a", "500119101", "court@500119").ok());
  EXPECT_THAT(told_, Contains(WatchKey(kTable, {"500119", ""})));
  EXPECT_THAT(told_, Contains(WatchKey(kTable, {"", "court@500119"})));
  EXPECT_THAT(told_, Not(Contains(WatchKey(kTable, {"", "court@500101"}))));
}

TEST_F(EventTableTest, ACommitWithoutEventsTellsNothing) {
  EXPECT_TRUE(Add("a", "500119", "court@500119").ok());
  told_.clear();
  EXPECT_TRUE(database_->WriteAndWait([](store::Tx&) { return absl::OkStatus(); }).ok());
  EXPECT_THAT(told_, IsEmpty());
}

TEST_F(EventTableTest, WaitingEventsAreNumberedInTheOrderOfTheirTimesAndThenTold) {
  const EventOrder shared({kTable}, false, [](const std::vector<std::string>&) {});
  const EventTable waiting(kTable, "thing_id", {.columns = "e.thing_id", .from = "thing_event e"}, &shared);
  EventOrder::Places places;
  EXPECT_TRUE(database_
                  ->WriteAndWait([&](store::Tx& tx) -> absl::Status {
                    EXPECT_TRUE(waiting.Add(tx, {"later", "500119", "x", 1}, absl::FromUnixSeconds(2)).ok());
                    EXPECT_TRUE(waiting.Add(tx, {"earlier", "500119", "x", 1}, absl::FromUnixSeconds(1)).ok());
                    EXPECT_THAT(*shared.KeysSince(tx, places), IsEmpty());
                    EXPECT_TRUE(*shared.AnyWaiting(tx));
                    EXPECT_TRUE(*shared.Number(tx));
                    EXPECT_FALSE(*shared.AnyWaiting(tx));
                    EXPECT_THAT(*shared.KeysSince(tx, places), Contains(WatchKey(kTable, {"500119", ""})));
                    EXPECT_THAT(*shared.KeysSince(tx, places), IsEmpty());
                    return absl::OkStatus();
                  })
                  .ok());
  EXPECT_THAT(SubjectsAfter({}, 0), ElementsAre("earlier", "later"));
}

}  // namespace
}  // namespace liandong::records
