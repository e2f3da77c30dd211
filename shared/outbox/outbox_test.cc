#include "shared/outbox/outbox.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "liandong/clue/v1/clue_service.pb.h"
#include "shared/store/sqlite_connection.h"
#include "tests/testing/key_ring.h"
#include "tests/testing/planned_tx.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::outbox {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1795000000);

class OutboxTest : public ::testing::Test {
 protected:
  void SetUp() override {
    connection_ = *store::SqliteConnection::Open(directory_.path() + "/db", store::SqliteConnection::Mode::kReadWrite);
    ASSERT_TRUE(connection_->Script("CREATE TABLE lead (task TEXT)").ok());
    for (const auto& migration : Outbox::Migrations()) ASSERT_TRUE(connection_->Script(migration.sql).ok());
  }
  void Add(const std::string& description) {
    clue::v1::ReportClueRequest request;
    request.set_description(description);
    ASSERT_TRUE(
        outbox_.Add(*connection_, contract::v1::SERVICE_CLUE, "/m", request, contract::v1::CLAUSE_3_1, kNow).ok());
  }
  std::vector<Message> Due(absl::Time now) { return *outbox_.Due(*connection_, now, 100); }

  seal::KeyRing ring_ = testing::TestRing();
  seal::Sealer sealer_{&ring_};
  Outbox outbox_{&sealer_};
  testing::TemporaryDirectory directory_;
  std::unique_ptr<store::SqliteConnection> connection_;
};

TEST_F(OutboxTest, MessagesOfOneMomentKeepTheirOrder) {
  for (int i = 0; i < 20; ++i) Add(std::to_string(i));
  const auto due = Due(kNow);
  ASSERT_EQ(due.size(), 20U);
  for (size_t i = 0; i < due.size(); ++i) {
    clue::v1::ReportClueRequest request;
    ASSERT_TRUE(request.ParseFromString(due[i].request));
    EXPECT_EQ(request.description(), std::to_string(i));
    EXPECT_EQ(request.request_id(), due[i].id);
  }
}

TEST_F(OutboxTest, AReservedMessageBecomesDueAgain) {
  Add("a");
  EXPECT_EQ(outbox_.Claim(*connection_, kNow, 10)->size(), 1U);
  EXPECT_TRUE(Due(kNow + absl::Seconds(9)).empty());
  EXPECT_EQ(Due(kNow + absl::Seconds(11)).size(), 1U);
}

TEST_F(OutboxTest, MessagesDelayedByAClockThatRanAheadBecomeDueAgain) {
  Add("a");
  const std::string id = Due(kNow).front().id;
  ASSERT_TRUE(outbox_.Failed(*connection_, id, std::nullopt, kNow + absl::Hours(1)).ok());
  EXPECT_EQ(Due(kNow).size(), 1U);
  EXPECT_EQ(outbox_.Waiting(*connection_, kNow)->next_due, kNow);
  ASSERT_TRUE(outbox_.Failed(*connection_, id, std::nullopt, kNow + absl::Seconds(20)).ok());
  EXPECT_TRUE(Due(kNow).empty());
  EXPECT_EQ(outbox_.Waiting(*connection_, kNow)->next_due, kNow + absl::Seconds(20));
}

TEST_F(OutboxTest, WhatWaitsForOneServiceIsNotReadForOthers) {
  Add("a");
  EXPECT_TRUE(outbox_.Due(*connection_, kNow, 100, {contract::v1::SERVICE_CLUE})->empty());
  const auto backlog = outbox_.Waiting(*connection_, kNow, {contract::v1::SERVICE_CLUE});
  EXPECT_EQ(backlog->messages, 1);
  EXPECT_EQ(backlog->next_due, absl::InfiniteFuture());
}

// Every look at the outbox is a range of an index, already in the right order, so that it costs no more with a million
// messages than with one.
TEST_F(OutboxTest, NothingScansOrSortsWhatWaits) {
  testing::PlannedTx planned(connection_.get());
  ASSERT_TRUE(outbox_.Waiting(planned, kNow).ok());
  Add("a");
  ASSERT_TRUE(outbox_.Waiting(planned, kNow - absl::Seconds(1)).ok());
  ASSERT_TRUE(outbox_.Due(planned, kNow, 10).ok());
  EXPECT_THAT(planned.plans(), ::testing::Not(::testing::IsEmpty()));
  for (const std::string& plan : planned.plans()) {
    EXPECT_THAT(plan, ::testing::AnyOf(::testing::StartsWith("SEARCH"), ::testing::StartsWith("SCAN counted"),
                                       ::testing::StartsWith("CO-ROUTINE counted")));
  }
}

}  // namespace
}  // namespace liandong::outbox
