#include "shared/records/table.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/limits/limits.h"
#include "shared/store/migrate.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/key_ring.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::records {
namespace {

TEST(Reach, OwnDivisionIsNotThoseBelow) {
  const Reach below{"500119", ""};
  const Reach own{"500119", "", false};
  EXPECT_TRUE(below.Covers("500119101", "x"));
  EXPECT_FALSE(own.Covers("500119101", "x"));
  EXPECT_TRUE(own.Covers("500119", "x"));
  EXPECT_FALSE(below.Covers("500101", "x"));
}

TEST(Reach, OwnRecordsAreTheOwnersWhereverTheyAre) {
  const Reach own{"", "court@500119"};
  EXPECT_TRUE(own.Covers("500101", "court@500119"));
  EXPECT_FALSE(own.Covers("500119", "court@500101"));
}

class TableTest : public ::testing::Test {
 protected:
  TableTest() {
    auto database = store::OpenSqlite(directory_.path() + "/x.db");
    EXPECT_TRUE(database.ok());
    database_ = *std::move(database);
    EXPECT_TRUE(
        database_->Migrate(store::Concatenate({SealedTable::Migrations({&type_}), seal::RecordSealer::Migrations()}))
            .ok());
  }

  void Insert(const std::string& id, const std::string& division, const std::string& owner) {
    EXPECT_TRUE(database_
                    ->WriteAndWait([&](store::Tx& tx) {
                      Columns columns{.id = id, .division = division, .owner = owner, .create_time = absl::UnixEpoch()};
                      return table_.Insert(tx, columns, "plain");
                    })
                    .ok());
  }

  size_t Listed(const Reach& reach) {
    size_t count = 0;
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](store::ReadTx& tx) {
                      const auto found = table_.List(tx, {.reach = reach}, std::nullopt, 10);
                      count = found.ok() ? found->size() : 0;
                      return found.status();
                    })
                    .ok());
    return count;
  }

  const RecordType type_{.table = "thing", .listed = true};
  testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_;
  const seal::KeyRing ring_ = testing::TestRing();
  const seal::Sealer sealer_{&ring_};
  const seal::RecordSealer records_{&sealer_};
  const SealedTable table_{type_, &records_};
};

TEST_F(TableTest, RecordsOfTheFormerSchemaStay) {
  auto database = store::OpenSqlite(directory_.path() + "/former.db");
  ASSERT_TRUE(database.ok());
  const std::vector<store::Migration> tables = SealedTable::Migrations({&type_});
  std::vector<store::Migration> with_former = seal::RecordSealer::Migrations();
  with_former.push_back(tables.front());
  ASSERT_TRUE((*database)->Migrate(with_former).ok());
  database_ = *std::move(database);
  Insert("1", "500119", "court@500119");
  Insert("2", "500101", "court@500101");
  ASSERT_TRUE(database_->Migrate(tables).ok());
  EXPECT_EQ(Listed({}), 2u);
  Insert("3", "500119", "court@500119");
  EXPECT_EQ(Listed({"500119", ""}), 2u);
}

TEST_F(TableTest, ARecordHasRoomToGrowAndNoMore) {
  const auto written = [&](size_t new_bytes, size_t changed_bytes) {
    return database_->WriteAndWait([&](store::Tx& tx) {
      Columns columns{.id = "1", .division = "500119", .owner = "court@500119", .create_time = absl::UnixEpoch()};
      LD_RETURN_IF_ERROR(table_.Insert(tx, columns, std::string(new_bytes, 'x')));
      return table_.Update(tx, columns, std::string(changed_bytes, 'x'));
    });
  };
  const auto reason = [](const absl::Status& status) { return errors::ReasonOf(status); };
  EXPECT_EQ(reason(written(limits::kMaxNewRecordBytes + 1, 1)), contract::v1::ERROR_REASON_RECORD_TOO_LARGE);
  EXPECT_EQ(reason(written(1, limits::kMaxRecordBytes + 1)), contract::v1::ERROR_REASON_RECORD_TOO_LARGE);
  EXPECT_TRUE(written(limits::kMaxNewRecordBytes, limits::kMaxRecordBytes).ok());
}

TEST_F(TableTest, ManyAreLoadedAtOnceWithoutMissingOnes) {
  std::vector<std::string> ids = {"none"};
  for (int i = 0; i < 70; ++i) {
    ids.push_back(absl::StrCat("id", i));
    Insert(ids.back(), "500119", "court@500119");
  }
  EXPECT_TRUE(database_->WriteAndWait([&](store::Tx& tx) { return SealedTable::Erase(tx, type_, "id7"); }).ok());
  EXPECT_TRUE(database_
                  ->ReadAndWait([&](store::ReadTx& tx) {
                    const auto loaded = table_.LoadMany(tx, ids);
                    EXPECT_TRUE(loaded.ok() && loaded->size() == 69);
                    return loaded.status();
                  })
                  .ok());
}

TEST_F(TableTest, AListIsBoundedByTheReach) {
  Insert("1", "500119", "court@500119");
  Insert("2", "500119101", "township-government@500119101");
  Insert("3", "500101", "court@500119");
  EXPECT_EQ(Listed({}), 3u);
  EXPECT_EQ(Listed({"500119", ""}), 2u);
  EXPECT_EQ(Listed({"500119", "", false}), 1u);
  EXPECT_EQ(Listed({"500100", ""}), 3u);
  EXPECT_EQ(Listed({"500100", "", false}), 0u);
  EXPECT_EQ(Listed({"", "court@500119"}), 2u);
}

}  // namespace
}  // namespace liandong::records
