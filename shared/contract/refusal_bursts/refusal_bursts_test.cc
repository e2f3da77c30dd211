#include "shared/contract/refusal_bursts/refusal_bursts.h"

#include <gtest/gtest.h>

#include <fstream>

#include "absl/time/clock.h"
#include "shared/base/proto_time.h"
#include "shared/limits/admission.h"
#include "shared/store/postgres_database.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/postgres/server.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::contract {
namespace {

// Created for this test.
constexpr char kKey[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIFO9PIu3HAAAlf4ULYXb+w14jIbwsR+Wj03rlpyI1NFM\n"
    "-----END PRIVATE KEY-----\n";
constexpr char kCaller[] = "spiffe://nanchuan.liandong/agency/court/division/500119/system/s";

ledger::v1::Leaf Refusal(const std::string& method, v1::ErrorReason reason, const std::string& official) {
  ledger::v1::Leaf leaf;
  *leaf.mutable_time() = base::ToProto(absl::FromUnixSeconds(1000));
  leaf.set_caller(kCaller);
  leaf.set_operator_(official);
  leaf.set_method(method);
  leaf.set_purpose(v1::CLAUSE_3_1);
  leaf.set_code(7);
  leaf.set_reason(reason);
  leaf.set_request_digest("digest");
  leaf.set_trace_id("trace");
  return leaf;
}

// Both engines: the entries are written by this process, or wait for the replica that adds them to the tree.
class RefusalBurstsTest : public ::testing::TestWithParam<bool> {
 protected:
  RefusalBurstsTest() {
    auto opened =
        GetParam() ? store::OpenPostgres(testing::NewPostgresDatabase()) : store::OpenSqlite(directory_.path() + "/db");
    EXPECT_TRUE(opened.ok()) << opened.status();
    database_ = *std::move(opened);
    EXPECT_TRUE(database_->Migrate(ledger::Ledger::Migrations()).ok());
    std::ofstream(directory_.path() + "/key") << kKey;
    ledger_ = std::make_unique<ledger::Ledger>(
        *ledger::CheckpointSigner::FromFile(directory_.path() + "/key", "liandong/test"), database_->exclusive());
    EXPECT_TRUE(database_->WriteAndWait([&](store::Tx& tx) { return ledger_->Open(tx); }).ok());
    if (database_->exclusive()) database_->AddHook(ledger_.get());
    bursts_ = std::make_unique<RefusalBursts>(database_.get(), ledger_.get());
  }
  ~RefusalBurstsTest() override { database_->Stop(); }

  std::vector<ledger::v1::Leaf> Entries() {
    const char* const sql = database_->exclusive() ? "SELECT leaf FROM ledger_leaf ORDER BY seq"
                                                   : "SELECT leaf FROM ledger_waiting ORDER BY id";
    std::vector<ledger::v1::Leaf> leaves;
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](store::ReadTx& tx) {
                      return tx.Query(sql, {}, [&](const store::Row& row) {
                        leaves.emplace_back().ParseFromString(std::string(row.Bytes(0)));
                      });
                    })
                    .ok());
    return leaves;
  }

  const testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<RefusalBursts> bursts_;
};

INSTANTIATE_TEST_SUITE_P(Engines, RefusalBurstsTest, ::testing::Bool(),
                         [](const auto& engine) { return engine.param ? "postgres" : "sqlite"; });

TEST_P(RefusalBurstsTest, TheFirstIsNotCountedAndTheOthersShareOneEntry) {
  const auto leaf = Refusal("/m", v1::ERROR_REASON_CALLER_NOT_PERMITTED, "T-1");
  EXPECT_FALSE(bursts_->Join(leaf));
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(bursts_->Join(leaf));
  bursts_->Stop();
  const auto entries = Entries();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].refused_calls(), 1000);
  EXPECT_EQ(entries[0].caller(), kCaller);
  EXPECT_EQ(entries[0].method(), "/m");
  EXPECT_EQ(entries[0].operator_(), "T-1");
  EXPECT_EQ(entries[0].reason(), v1::ERROR_REASON_CALLER_NOT_PERMITTED);
  EXPECT_EQ(entries[0].request_digest(), "");
  EXPECT_EQ(entries[0].trace_id(), "");
}

TEST_P(RefusalBurstsTest, WhatDiffersIsNotStated) {
  bursts_->Join(Refusal("/m", v1::ERROR_REASON_CALLER_NOT_PERMITTED, "T-1"));
  bursts_->Join(Refusal("/m", v1::ERROR_REASON_CALLER_NOT_PERMITTED, "T-1"));
  bursts_->Join(Refusal("/m", v1::ERROR_REASON_CALLER_NOT_PERMITTED, "T-2"));
  bursts_->Stop();
  const auto entries = Entries();
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries[0].operator_(), "");
  EXPECT_EQ(entries[0].purpose(), v1::CLAUSE_3_1);
}

TEST_P(RefusalBurstsTest, OtherKindsOfRefusalsHaveBurstsOfTheirOwn) {
  auto of_another = Refusal("/m", v1::ERROR_REASON_CALLER_NOT_PERMITTED, "T-1");
  of_another.set_caller("spiffe://nanchuan.liandong/agency/court/division/500118/system/s");
  EXPECT_FALSE(bursts_->Join(Refusal("/m", v1::ERROR_REASON_CALLER_NOT_PERMITTED, "T-1")));
  EXPECT_FALSE(bursts_->Join(Refusal("/n", v1::ERROR_REASON_CALLER_NOT_PERMITTED, "T-1")));
  EXPECT_FALSE(bursts_->Join(Refusal("/m", v1::ERROR_REASON_REQUEST_INVALID, "T-1")));
  EXPECT_FALSE(bursts_->Join(of_another));
  bursts_->Stop();
  EXPECT_TRUE(Entries().empty()) << "nothing but first refusals, which get entries of their own";
}

TEST_P(RefusalBurstsTest, TheEntryFollowsWhenTheBurstIsOver) {
  const auto leaf = Refusal("/m", v1::ERROR_REASON_CALLER_NOT_PERMITTED, "T-1");
  bursts_->Start();
  EXPECT_FALSE(bursts_->Join(leaf));
  EXPECT_TRUE(bursts_->Join(leaf));
  EXPECT_TRUE(Entries().empty());
  absl::SleepFor(2 * limits::kRefusalBurst);
  ASSERT_EQ(Entries().size(), 1u);
  EXPECT_EQ(Entries()[0].refused_calls(), 1);
  EXPECT_FALSE(bursts_->Join(leaf)) << "a new burst begins with an entry of its own";
  bursts_->Stop();
}

TEST_P(RefusalBurstsTest, WhatCannotBeStoredIsKeptAndCountedOn) {
  const auto leaf = Refusal("/m", v1::ERROR_REASON_CALLER_NOT_PERMITTED, "T-1");
  const std::string table = database_->exclusive() ? "ledger_leaf" : "ledger_waiting";
  const auto rename = [&](const std::string& from, const std::string& to) {
    return database_->WriteAndWait(
        [&](store::Tx& tx) { return tx.Execute("ALTER TABLE " + from + " RENAME TO " + to, {}).status(); });
  };
  bursts_->Join(leaf);
  bursts_->Join(leaf);
  absl::SleepFor(limits::kRefusalBurst);
  ASSERT_TRUE(rename(table, "away").ok());
  EXPECT_FALSE(bursts_->WriteEnded().ok());
  ASSERT_TRUE(rename("away", table).ok());
  EXPECT_TRUE(bursts_->WriteEnded().ok());
  ASSERT_EQ(Entries().size(), 1u);
  EXPECT_EQ(Entries()[0].refused_calls(), 1);
}

}  // namespace
}  // namespace liandong::contract
