#include <gtest/gtest.h>

#include <thread>

#include "absl/synchronization/blocking_counter.h"
#include "shared/errors/errors.h"
#include "shared/store/postgres_database.h"
#include "tests/testing/postgres/server.h"

// Tests of what only a shared server promises.
namespace liandong::store {
namespace {

class PostgresTest : public ::testing::Test {
 protected:
  void SetUp() override {
    where_ = testing::NewPostgresDatabase();
    first_ = Open();
    second_ = Open();
    ASSERT_TRUE(first_->Migrate(Schema()).ok());
    ASSERT_TRUE(second_->Migrate(Schema()).ok());
  }
  std::unique_ptr<Database> Open() {
    auto opened = OpenPostgres(where_);
    EXPECT_TRUE(opened.ok()) << opened.status();
    return *std::move(opened);
  }
  static std::vector<Migration> Schema() {
    return {{1, "test", "CREATE TABLE t (k INTEGER UNIQUE, v INTEGER); INSERT INTO lead VALUES ('test')"}};
  }
  static int64_t Sum(Database& database) {
    int64_t sum = -1;
    EXPECT_TRUE(database
                    .ReadAndWait([&](ReadTx& tx) {
                      return tx.Query("SELECT CAST(sum(v) AS BIGINT) FROM t", {},
                                      [&](const Row& row) { sum = row.Int(0); });
                    })
                    .ok());
    return sum;
  }

  std::string where_;
  std::unique_ptr<Database> first_;
  std::unique_ptr<Database> second_;
};

TEST_F(PostgresTest, ReplicasThatAddToOneRowLoseNothing) {
  ASSERT_TRUE(first_->WriteAndWait([](Tx& tx) { return tx.Put("INSERT INTO t VALUES (1, 0)", {}); }).ok());
  constexpr int kJobs = 100;
  std::atomic<int> done_well = 0;
  absl::BlockingCounter done(2 * kJobs);
  for (int i = 0; i < 2 * kJobs; ++i) {
    (i % 2 == 0 ? first_ : second_)
        ->Write({[](Tx& tx) -> absl::Status {
                   int64_t v = 0;
                   absl::Status read =
                       tx.Query("SELECT v FROM t WHERE k = 1", {}, [&](const Row& row) { v = row.Int(0); });
                   return read.ok() ? tx.Put("UPDATE t SET v = $1 WHERE k = 1", {v + 1}) : read;
                 },
                 nullptr,
                 [&](const absl::Status& status) {
                   if (status.ok()) ++done_well;
                   done.DecrementCount();
                 }});
  }
  done.Wait();
  EXPECT_EQ(Sum(*second_), done_well);
  EXPECT_GT(done_well, kJobs);
}

TEST_F(PostgresTest, OneReplicaLeadsATask) {
  bool first_leads = false;
  bool second_leads = true;
  const absl::Status status = first_->WriteAndWait([&](Tx& tx) -> absl::Status {
    first_leads = *tx.Lead("test");
    absl::Status of_second;
    // The second replica is another process; here it is another thread.
    std::thread([&] {
      of_second = second_->WriteAndWait([&](Tx& other) {
        second_leads = *other.Lead("test");
        return absl::OkStatus();
      });
    }).join();
    return of_second;
  });
  ASSERT_TRUE(status.ok()) << status;
  EXPECT_TRUE(first_leads);
  EXPECT_FALSE(second_leads);
}

TEST_F(PostgresTest, ComesBackAfterTheServersCrashWithAllThatWasAcknowledged) {
  ASSERT_TRUE(first_->WriteAndWait([](Tx& tx) { return tx.Put("INSERT INTO t VALUES (1, 5)", {}); }).ok());
  testing::CrashPostgres();
  ASSERT_TRUE(first_->WriteAndWait([](Tx& tx) { return tx.Put("INSERT INTO t VALUES (2, 6)", {}); }).ok());
  EXPECT_EQ(Sum(*second_), 11);
}

TEST_F(PostgresTest, AnErrorQuotesNoValue) {
  const absl::Status status = first_->WriteAndWait(
      [](Tx& tx) { return tx.Query("SELECT CAST($1 AS BIGINT)", {absl::string_view("secret")}, [](const Row&) {}); });
  EXPECT_FALSE(status.ok());
  EXPECT_EQ(status.ToString().find("secret"), std::string::npos);
}

TEST(Postgres, AServerThatCannotBeReachedIsUnavailable) {
  EXPECT_EQ(OpenPostgres("host=/nonexistent dbname=x").status().code(), absl::StatusCode::kUnavailable);
}

}  // namespace
}  // namespace liandong::store
