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

}  // namespace
}  // namespace liandong::store
