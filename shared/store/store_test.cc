#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <thread>

#include "absl/synchronization/blocking_counter.h"
#include "shared/base/errors.h"
#include "shared/store/sqlite_database.h"

// The suite that every engine passes.
namespace liandong::store {
namespace {

constexpr char kInsert[] = "INSERT INTO t (v) VALUES ($1)";

class StoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = ::testing::TempDir() + "/store-XXXXXX";
    directory_ = mkdtemp(pattern.data());
    Reopen();
    ASSERT_TRUE(database_->Migrate({{1, "test", "CREATE TABLE t (v INTEGER UNIQUE)"}}).ok());
  }
  void TearDown() override {
    database_.reset();
    std::filesystem::remove_all(directory_);
  }
  void Reopen() {
    database_.reset();
    auto opened = SqliteDatabase::Open(directory_ + "/db");
    ASSERT_TRUE(opened.ok()) << opened.status();
    database_ = *std::move(opened);
  }
  absl::Status Insert(int64_t value) {
    return database_->WriteAndWait([value](Tx& tx) { return tx.Execute(kInsert, {value}).status(); });
  }
  int64_t Count() {
    int64_t count = -1;
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](ReadTx& tx) {
                      return tx.Query("SELECT count(*) FROM t", {}, [&](const Row& row) { count = row.Int(0); });
                    })
                    .ok());
    return count;
  }

  std::string directory_;
  std::unique_ptr<Database> database_;
};

TEST_F(StoreTest, KeepsWhatWasCommittedAcrossAReopening) {
  ASSERT_TRUE(Insert(1).ok());
  Reopen();
  EXPECT_EQ(Count(), 1);
}

TEST_F(StoreTest, OneBadJobDoesNotHarmTheOthersOfItsBatch) {
  constexpr int kJobs = 200;
  std::atomic<int> good = 0;
  std::atomic<int> bad = 0;
  absl::BlockingCounter done(kJobs);
  for (int i = 0; i < kJobs; ++i) {
    database_->Write({[i](Tx& tx) -> absl::Status {
                        absl::Status status = tx.Execute(kInsert, {int64_t{i}}).status();
                        if (!status.ok()) return status;
                        return i % 10 == 0 ? base::Refuse(contract::v1::ERROR_REASON_WRONG_STATE) : absl::OkStatus();
                      },
                      nullptr,
                      [&](const absl::Status& status) {
                        ++(status.ok() ? good : bad);
                        done.DecrementCount();
                      }});
  }
  done.Wait();
  EXPECT_EQ(good, kJobs - kJobs / 10);
  EXPECT_EQ(bad, kJobs / 10);
  EXPECT_EQ(Count(), kJobs - kJobs / 10);
}

TEST_F(StoreTest, WhatAFailedJobMustLeaveIsLeft) {
  absl::BlockingCounter done(1);
  absl::Status result;
  database_->Write({[](Tx& tx) -> absl::Status {
                      EXPECT_TRUE(tx.Execute(kInsert, {int64_t{1}}).ok());
                      return base::Refuse(contract::v1::ERROR_REASON_WRONG_STATE);
                    },
                    [](Tx& tx, const absl::Status& status) {
                      EXPECT_EQ(base::ReasonOf(status), contract::v1::ERROR_REASON_WRONG_STATE);
                      return tx.Execute(kInsert, {int64_t{2}}).status();
                    },
                    [&](absl::Status status) {
                      result = std::move(status);
                      done.DecrementCount();
                    }});
  done.Wait();
  EXPECT_EQ(base::ReasonOf(result), contract::v1::ERROR_REASON_WRONG_STATE);
  EXPECT_EQ(Count(), 1);
  EXPECT_FALSE(Insert(2).ok());
  EXPECT_TRUE(Insert(1).ok());
}

class FailingHook : public BatchHook {
 public:
  absl::Status BeforeCommit(Tx&) override { return fail ? absl::InternalError("no") : absl::OkStatus(); }
  void Committed() override { ++committed; }
  void Aborted() override { ++aborted; }
  std::atomic<bool> fail = false;
  std::atomic<int> committed = 0;
  std::atomic<int> aborted = 0;
};

TEST_F(StoreTest, ABatchThatItsHookRefusesIsLostWholeAndSaysSo) {
  FailingHook hook;
  database_->AddHook(&hook);
  hook.fail = true;
  EXPECT_EQ(base::ReasonOf(Insert(1)), contract::v1::ERROR_REASON_STORE_UNAVAILABLE);
  hook.fail = false;
  EXPECT_EQ(Count(), 0);
  EXPECT_TRUE(Insert(1).ok());
  EXPECT_EQ(hook.aborted, 1);
  EXPECT_GE(hook.committed, 1);
  database_->Stop();
}

TEST_F(StoreTest, AReadSeesOneState) {
  ASSERT_TRUE(Insert(1).ok());
  int64_t first = 0;
  int64_t second = 0;
  ASSERT_TRUE(database_
                  ->ReadAndWait([&](ReadTx& tx) {
                    EXPECT_TRUE(
                        tx.Query("SELECT count(*) FROM t", {}, [&](const Row& row) { first = row.Int(0); }).ok());
                    EXPECT_TRUE(Insert(2).ok());
                    return tx.Query("SELECT count(*) FROM t", {}, [&](const Row& row) { second = row.Int(0); });
                  })
                  .ok());
  EXPECT_EQ(first, second);
  EXPECT_EQ(Count(), 2);
}

TEST_F(StoreTest, OneProcessHoldsADatabase) {
  EXPECT_EQ(SqliteDatabase::Open(directory_ + "/db").status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(StoreTest, ASchemaOfALaterProgramIsRefused) {
  ASSERT_TRUE(database_->Migrate({{2, "test", "CREATE TABLE u (v INTEGER)"}}).ok());
  EXPECT_EQ(database_->Migrate({{1, "test", ""}}).code(), absl::StatusCode::kFailedPrecondition);
}

TEST_F(StoreTest, AfterStopJobsAreRefused) {
  database_->Stop();
  EXPECT_EQ(base::ReasonOf(Insert(1)), contract::v1::ERROR_REASON_SHUTTING_DOWN);
}

TEST_F(StoreTest, AFullDiskLosesTheBatchAndNothingElse) {
  ASSERT_TRUE(Insert(1).ok());
  // SQLite's own bound stands for the disk's: the file may not grow.
  ASSERT_TRUE(
      database_->WriteAndWait([](Tx& tx) { return tx.Query("PRAGMA max_page_count = 1", {}, [](const Row&) {}); })
          .ok());
  const std::string large(1 << 20, 'x');
  EXPECT_FALSE(
      database_
          ->WriteAndWait([&](Tx& tx) { return tx.Execute("INSERT INTO t (v) VALUES ($1)", {Blob{large}}).status(); })
          .ok());
  ASSERT_TRUE(
      database_->WriteAndWait([](Tx& tx) { return tx.Query("PRAGMA max_page_count = 100000", {}, [](const Row&) {}); })
          .ok());
  EXPECT_TRUE(Insert(2).ok());
  EXPECT_EQ(Count(), 2);
}

}  // namespace
}  // namespace liandong::store
