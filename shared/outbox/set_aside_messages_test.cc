#include "shared/outbox/set_aside_messages.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "liandong/clue/v1/clue_service.pb.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/outbox/outbox.h"
#include "shared/store/postgres_database.h"
#include "shared/store/sqlite_connection.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/key_ring.h"
#include "tests/testing/planned_tx.h"
#include "tests/testing/postgres/server.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::outbox {
namespace {

using contract::v1::ERROR_REASON_NOT_FOUND;

constexpr char kSecret[] = "校门口有陌生人带走学生";
constexpr absl::Time kNow = absl::FromUnixSeconds(1795000000);

class SetAsideMessagesTest : public ::testing::TestWithParam<const char*> {
 protected:
  SetAsideMessagesTest() {
    const bool sqlite = std::string(GetParam()) == "sqlite";
    database_ = *(sqlite ? store::OpenSqlite(path_) : store::OpenPostgres(testing::NewPostgresDatabase()));
    EXPECT_TRUE(database_->Migrate(Outbox::Migrations()).ok());
  }
  ~SetAsideMessagesTest() override { database_->Stop(); }

  template <typename Run>
  auto Write(Run run) {
    std::invoke_result_t<Run&, store::Tx&> value = absl::UnknownError("");
    database_
        ->WriteAndWait([&](store::Tx& tx) {
          value = run(tx);
          return value.status();
        })
        .IgnoreError();
    return value;
  }

  // Sets a message aside that was written at that time.
  std::string SetAside(absl::Time now) {
    const auto about = Write([&](store::Tx& tx) -> absl::StatusOr<std::optional<SetAsideMessage>> {
      clue::v1::ReportClueRequest request;
      request.set_description(kSecret);
      LD_RETURN_IF_ERROR(outbox_.Add(tx, contract::v1::SERVICE_CLUE, "/m", request, contract::v1::CLAUSE_3_1, now));
      LD_ASSIGN_OR_RETURN(const auto due, outbox_.Due(tx, now, 1));
      return outbox_.SetAside(tx, due.at(0), errors::Refuse(ERROR_REASON_NOT_FOUND), now);
    });
    EXPECT_TRUE(about.ok() && about->has_value()) << about.status();
    return (*about)->id;
  }
  std::vector<std::string> List(const SetAsideMessages::Listing& listing) {
    std::vector<std::string> ids;
    const auto found = database_->ReadValue([&](store::ReadTx& tx) { return outbox_.set_aside().List(tx, listing); });
    for (const SetAsideMessage& one : *found) ids.push_back(one.id);
    return ids;
  }
  int64_t Count() {
    return *database_->ReadValue([&](store::ReadTx& tx) { return outbox_.set_aside().Count(tx, 100); });
  }
  std::string Sealed() {
    std::string sealed;
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](store::ReadTx& tx) {
                      return tx.Query("SELECT sealed FROM set_aside_message", {},
                                      [&](const store::Row& row) { sealed = std::string(row.Bytes(0)); });
                    })
                    .ok());
    return sealed;
  }
  std::string Description(const Message& message) {
    clue::v1::ReportClueRequest request;
    EXPECT_TRUE(request.ParseFromString(message.request));
    return request.description();
  }

  testing::TemporaryDirectory directory_;
  const std::string path_ = directory_.path() + "/db";
  seal::KeyRing ring_ = testing::TestRing();
  seal::Sealer sealer_{&ring_};
  Outbox outbox_{&sealer_};
  std::unique_ptr<store::Database> database_;
};

TEST_P(SetAsideMessagesTest, ThoseThatAreSettledAreKeptButNotCounted) {
  const std::string first = SetAside(kNow);
  const std::string second = SetAside(kNow + absl::Seconds(1));
  const std::string third = SetAside(kNow + absl::Seconds(2));
  EXPECT_EQ(Count(), 3);
  const auto settle = [&](absl::Time now) {
    return Write([&](store::Tx& tx) { return outbox_.set_aside().Settle(tx, second, now); });
  };
  ASSERT_TRUE(settle(kNow + absl::Hours(1)).ok());
  EXPECT_EQ(settle(kNow + absl::Hours(2))->settle_time, kNow + absl::Hours(1)) << "it was settled before";
  EXPECT_EQ(Count(), 2);
  EXPECT_THAT(List({.before = "", .limit = 10}), ::testing::ElementsAre(third, first));
  EXPECT_THAT(List({.with_settled = true, .before = "", .limit = 10}), ::testing::ElementsAre(third, second, first));
  EXPECT_THAT(List({.with_settled = true, .before = third, .limit = 1}), ::testing::ElementsAre(second));
}

TEST_P(SetAsideMessagesTest, WhatWasSentAgainOrNeverSetAsideIsNotFound) {
  const std::string id = SetAside(kNow);
  const auto resend = [&] { return Write([&](store::Tx& tx) { return outbox_.Resend(tx, id, kNow); }); };
  ASSERT_TRUE(resend().ok());
  EXPECT_EQ(errors::ReasonOf(resend().status()), ERROR_REASON_NOT_FOUND);
  const auto settled = Write([&](store::Tx& tx) { return outbox_.set_aside().Settle(tx, id, kNow); });
  EXPECT_EQ(errors::ReasonOf(settled.status()), ERROR_REASON_NOT_FOUND);
  EXPECT_EQ(database_->ReadValue([&](store::ReadTx& tx) { return outbox_.Waiting(tx, kNow); })->messages, 1);
}

// Replicas may both send a message that one of them has reserved for too long.
TEST_P(SetAsideMessagesTest, AMessageThatHasLeftTheOutboxIsNotSetAside) {
  const auto twice = Write([&](store::Tx& tx) -> absl::StatusOr<std::optional<SetAsideMessage>> {
    clue::v1::ReportClueRequest request;
    LD_RETURN_IF_ERROR(outbox_.Add(tx, contract::v1::SERVICE_CLUE, "/m", request, contract::v1::CLAUSE_3_1, kNow));
    LD_ASSIGN_OR_RETURN(const auto due, outbox_.Due(tx, kNow, 1));
    LD_RETURN_IF_ERROR(outbox_.Delivered(tx, due.at(0).id));
    return outbox_.SetAside(tx, due.at(0), errors::Refuse(ERROR_REASON_NOT_FOUND), kNow);
  });
  ASSERT_TRUE(twice.ok()) << twice.status();
  EXPECT_FALSE(twice->has_value());
  EXPECT_EQ(Count(), 0);
}

TEST_P(SetAsideMessagesTest, TheContentIsEncryptedAndFollowsTheKeysOfTheRing) {
  const std::string id = SetAside(kNow);
  const std::string before = Sealed();
  EXPECT_EQ(before.find(kSecret), std::string::npos);
  const seal::RingKey older = ring_.epochs().front();
  const seal::RingKey newer{"epoch--2", older.suite, seal::Key(std::string(seal::Key::kSize, 'f')), kNow};
  ring_.Replace({older, newer}, absl::InfiniteFuture());
  std::string after;
  EXPECT_EQ(*Write([&](store::Tx& tx) { return outbox_.set_aside().Reencrypt(tx, after, 10); }), 1);
  EXPECT_NE(Sealed(), before);
  ring_.Replace({newer}, absl::InfiniteFuture());
  ASSERT_TRUE(Write([&](store::Tx& tx) { return outbox_.Resend(tx, id, kNow); }).ok());
  const auto due = database_->ReadValue([&](store::ReadTx& tx) { return outbox_.Due(tx, kNow, 10); });
  ASSERT_TRUE(due.ok()) << due.status();
  ASSERT_EQ(due->size(), 1U);
  EXPECT_EQ(Description(due->front()), kSecret);
}

INSTANTIATE_TEST_SUITE_P(Engines, SetAsideMessagesTest, ::testing::Values("sqlite", "postgres"),
                         [](const auto& engine) { return std::string(engine.param); });

// Lists and counts are ranges of an index, however many messages are settled.
TEST(SetAsideMessages, NothingScansOrSorts) {
  const testing::TemporaryDirectory directory;
  const auto connection =
      *store::SqliteConnection::Open(directory.path() + "/db", store::SqliteConnection::Mode::kReadWrite);
  for (const auto& migration : SetAsideMessages::Migrations()) ASSERT_TRUE(connection->Script(migration.sql).ok());
  const seal::KeyRing ring = testing::TestRing();
  const seal::Sealer sealer(&ring);
  const SetAsideMessages messages(&sealer);
  testing::PlannedTx planned(connection.get());
  ASSERT_TRUE(messages.Count(planned, 100).ok());
  ASSERT_TRUE(messages.List(planned, {.before = "", .limit = 10}).ok());
  ASSERT_TRUE(messages.List(planned, {.with_settled = true, .before = "", .limit = 10}).ok());
  EXPECT_THAT(planned.plans(), ::testing::Not(::testing::IsEmpty()));
  for (const std::string& plan : planned.plans()) {
    EXPECT_THAT(plan, ::testing::AnyOf(::testing::StartsWith("SEARCH"), ::testing::StartsWith("SCAN counted"),
                                       ::testing::StartsWith("CO-ROUTINE counted")));
  }
}

}  // namespace
}  // namespace liandong::outbox
