#include "shared/records/backfill.h"

#include <gtest/gtest.h>

#include "shared/base/status_macros.h"
#include "shared/records/search_index.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::records {
namespace {

class BackfillTest : public ::testing::Test {
 protected:
  BackfillTest() : database_(*store::OpenSqlite(directory_.path() + "/x.db")) {
    EXPECT_TRUE(database_->Migrate(SearchIndex::Migrations()).ok());
  }

  // Adds "1" to "3", one at a time, and fails at `failing`.
  absl::Status BackfillThree(absl::string_view index, const std::string& failing = "") {
    return Backfill(*database_, index, [&](store::Tx&, std::string& after) -> absl::StatusOr<int64_t> {
      if (after == "3") return 0;
      const std::string next = after.empty() ? "1" : std::string(1, static_cast<char>(after[0] + 1));
      if (next == failing) return absl::UnavailableError("");
      brought_ += next;
      after = next;
      return 1;
    });
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_;
  std::string brought_;
};

TEST_F(BackfillTest, EachIndexIsBackfilledOnce) {
  ASSERT_TRUE(BackfillThree("a").ok());
  ASSERT_TRUE(BackfillThree("a").ok());
  EXPECT_EQ(brought_, "123");
  ASSERT_TRUE(BackfillThree("b").ok());
  EXPECT_EQ(brought_, "123123");
}

TEST_F(BackfillTest, AFailedBackfillIsRepeated) {
  EXPECT_FALSE(BackfillThree("a", "2").ok());
  ASSERT_TRUE(BackfillThree("a").ok());
  EXPECT_EQ(brought_, "1123");
}

}  // namespace
}  // namespace liandong::records
