#include <gtest/gtest.h>

#include "shared/store/sqlite_database.h"
#include "tests/testing/temporary_directory.h"

// Tests of what only the embedded engine promises.
namespace liandong::store {
namespace {

class SqliteTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto opened = OpenSqlite(Path());
    ASSERT_TRUE(opened.ok()) << opened.status();
    database_ = *std::move(opened);
    ASSERT_TRUE(database_->Migrate({{1, "test", "CREATE TABLE t (v BLOB)"}}).ok());
  }
  std::string Path() const { return directory_.path() + "/db"; }
  absl::Status Insert(const std::string& bytes) {
    return database_->WriteAndWait(
        [&](Tx& tx) { return tx.Execute("INSERT INTO t (v) VALUES ($1)", {Blob{bytes}}).status(); });
  }
  // SQLite's own size limit stands in for a full disk: the file may not grow.
  void BoundPages(const std::string& pages) {
    ASSERT_TRUE(
        database_
            ->WriteAndWait([&](Tx& tx) { return tx.Query("PRAGMA max_page_count = " + pages, {}, [](const Row&) {}); })
            .ok());
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<Database> database_;
};

TEST_F(SqliteTest, OneProcessHoldsADatabase) {
  EXPECT_EQ(OpenSqlite(Path()).status().code(), absl::StatusCode::kUnavailable);
}

TEST_F(SqliteTest, AFullDiskLosesTheBatchAndNothingElse) {
  ASSERT_TRUE(Insert("1").ok());
  BoundPages("1");
  EXPECT_FALSE(Insert(std::string(1 << 20, 'x')).ok());
  BoundPages("100000");
  EXPECT_TRUE(Insert("2").ok());
  int64_t count = 0;
  ASSERT_TRUE(database_
                  ->ReadAndWait([&](ReadTx& tx) {
                    return tx.Query("SELECT count(*) FROM t", {}, [&](const Row& row) { count = row.Int(0); });
                  })
                  .ok());
  EXPECT_EQ(count, 2);
}

TEST_F(SqliteTest, ATransactionThatDoesNotFitIntoMemoryIsReadBackByAllConnections) {
  constexpr int kRows = 500;
  const auto sum = [&] {
    std::string sound;
    int64_t length = 0;
    const absl::Status read = database_->ReadAndWait([&](ReadTx& tx) -> absl::Status {
      absl::Status checked =
          tx.Query("PRAGMA integrity_check", {}, [&](const Row& row) { sound = std::string(row.Text(0)); });
      return checked.ok() ? tx.Query("SELECT sum(length(v)) FROM t", {}, [&](const Row& row) { length = row.Int(0); })
                          : checked;
    });
    EXPECT_TRUE(read.ok()) << read;
    EXPECT_EQ(sound, "ok");
    return length;
  };
  for (int round = 1; round <= 3; ++round) {
    const absl::Status written = database_->WriteAndWait([&](Tx& tx) -> absl::Status {
      // Pages go to the log, and are read from it again, before the commit.
      absl::Status status = tx.Query("PRAGMA cache_size = 10", {}, [](const Row&) {});
      for (int i = 0; i < kRows && status.ok(); ++i)
        status = tx.Execute("INSERT INTO t (v) VALUES ($1)", {Blob{std::string(2000, 'x')}}).status();
      return status.ok() ? tx.Execute("UPDATE t SET v = substr(v, 1, 1000)", {}).status() : status;
    });
    ASSERT_TRUE(written.ok()) << written;
    ASSERT_TRUE(Insert(std::string(1000, 'y')).ok());
    EXPECT_EQ(sum(), int64_t{1000} * round * (kRows + 1));
  }
  database_.reset();
  database_ = *OpenSqlite(Path());
  EXPECT_EQ(sum(), int64_t{3000} * (kRows + 1));
}

}  // namespace
}  // namespace liandong::store
