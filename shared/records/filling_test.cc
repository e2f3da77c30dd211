#include "shared/records/filling.h"

#include <gtest/gtest.h>

#include "shared/base/status_macros.h"
#include "shared/records/search_index.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::records {
namespace {

class FillTest : public ::testing::Test {
 protected:
  FillTest() : database_(*store::OpenSqlite(directory_.path() + "/x.db")) {
    EXPECT_TRUE(database_->Migrate(SearchIndex::Migrations()).ok());
  }

  // Adds "1" to "3", one at a time, and fails at `failing`.
  absl::Status FillThree(absl::string_view index, const std::string& failing = "") {
    return Fill(*database_, index, [&](store::Tx&, std::string& after) -> absl::StatusOr<int64_t> {
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

TEST_F(FillTest, EachIndexIsBackfilledOnce) {
  ASSERT_TRUE(FillThree("a").ok());
  ASSERT_TRUE(FillThree("a").ok());
  EXPECT_EQ(brought_, "123");
  ASSERT_TRUE(FillThree("b").ok());
  EXPECT_EQ(brought_, "123123");
}

TEST_F(FillTest, AFailedBackfillIsRepeated) {
  EXPECT_FALSE(FillThree("a", "2").ok());
  ASSERT_TRUE(FillThree("a").ok());
  EXPECT_EQ(brought_, "1123");
}

}  // namespace
}  // namespace liandong::records
