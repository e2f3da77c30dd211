#include "services/clue/clues/clue_store.h"

#include <gtest/gtest.h>

#include "shared/base/ids.h"
#include "shared/base/status_macros.h"
#include "shared/records/search_index.h"
#include "shared/store/migrate.h"
#include "shared/store/postgres_database.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/postgres/server.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::clue {
namespace {

constexpr absl::Time kNow = absl::FromUnixSeconds(1795000000);

// A database as an older version left it, which looked people up in the search index.
class OlderDatabaseTest : public ::testing::TestWithParam<const char*> {
 protected:
  OlderDatabaseTest() {
    const bool sqlite = std::string(GetParam()) == "sqlite";
    database_ = *(sqlite ? store::OpenSqlite(directory_.path() + "/x.db")
                         : store::OpenPostgres(testing::NewPostgresDatabase()));
    std::vector<store::Migration> older = ClueStore::Migrations();
    EXPECT_EQ(older.back().component, "clue_people");
    older.pop_back();
    Migrate(older);
  }
  ~OlderDatabaseTest() override { database_->Stop(); }

  void Migrate(const std::vector<store::Migration>& of_clues) {
    const absl::Status done = database_->Migrate(
        store::Concatenate({records::KeyIndex::Migrations(), records::SearchIndex::Migrations(), of_clues}));
    EXPECT_TRUE(done.ok()) << done;
  }
  void Write(absl::AnyInvocable<absl::Status(store::Tx&)> run) {
    const absl::Status done = database_->WriteAndWait(std::move(run));
    EXPECT_TRUE(done.ok()) << done;
  }
  int64_t Count(const std::string& rows) {
    int64_t count = -1;
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](store::ReadTx& tx) {
                      return tx.Query("SELECT count(*) FROM " + rows, {},
                                      [&](const store::Row& row) { count = row.Int(0); });
                    })
                    .ok());
    return count;
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_;
};

TEST_P(OlderDatabaseTest, WhatNobodyReadsOfThePeopleOfCluesIsDeletedAndNothingElse) {
  const seal::Key key(std::string(seal::Key::kSize, 'k'));
  const seal::KeyedDigest digest(seal::Suite::kStandard, key);
  const records::KeyIndex keys(&digest);
  const records::SearchIndex people("clue", &keys);
  const std::string id = base::NewId(kNow);
  Write([&](store::Tx& tx) -> absl::Status {
    matching::Subject person;
    person.person.set_name("陈晓梅");
    person.person.set_birth_date("1990-05-28");
    const std::vector<records::SearchIndex::Person> all = {{person, id}};
    LD_RETURN_IF_ERROR(people.Add(tx, all));
    LD_RETURN_IF_ERROR(keys.Add(tx, "person/convict", "K-1", id));
    return tx.Put("INSERT INTO search_person (role, entry, id) VALUES ('other', 1, 'x')", {});
  });
  ASSERT_GT(Count("search_key"), 0);
  ASSERT_EQ(Count("search_person"), 2);
  ASSERT_EQ(Count("search_count"), 1);

  Migrate(ClueStore::Migrations());
  EXPECT_EQ(Count("search_key"), 0);
  EXPECT_EQ(Count("search_person"), 1);
  EXPECT_EQ(Count("search_person WHERE role = 'other'"), 1);
  EXPECT_EQ(Count("search_count"), 0);
  EXPECT_EQ(Count("search_person_keys"), 1);
  EXPECT_EQ(Count("record_key"), 1);
  // The clue can still be erased, and repeats of it are found.
  RepeatIndex index;
  RepeatFollower follower(&index);
  ASSERT_TRUE(
      database_->ReadAndWait([&](store::ReadTx& tx) { return follower.Follow(tx, kNow - absl::Hours(1)); }).ok());
  EXPECT_TRUE(index.Contains(*records::Pack(id)));
  Write([&](store::Tx& tx) { return records::SearchIndex::RemoveAll(tx, id); });
  EXPECT_EQ(Count("search_person_keys"), 0);
}

INSTANTIATE_TEST_SUITE_P(Engines, OlderDatabaseTest, ::testing::Values("sqlite", "postgres"),
                         [](const auto& engine) { return std::string(engine.param); });

}  // namespace
}  // namespace liandong::clue
