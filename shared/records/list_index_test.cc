#include "shared/records/list_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "shared/store/prepared.h"
#include "shared/store/sqlite_connection.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::records {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kTable[] =
    "CREATE TABLE thing (id TEXT NOT NULL, division TEXT NOT NULL, owner TEXT NOT NULL, kind INTEGER NOT NULL, "
    "state INTEGER NOT NULL, PRIMARY KEY (division, id));";

struct Thing {
  std::string id;
  std::string division;
  std::string owner = "court@500119";
  int64_t kind = 1;
  int64_t state = 1;
};

class ListIndexTest : public ::testing::Test {
 protected:
  ListIndexTest() {
    store::ObservePrepared([this](const store::Prepared& prepared) {
      if (absl::StartsWith(prepared.sql, "SELECT")) statements_.emplace_back(prepared.sql);
    });
    database_ = *store::OpenSqlite(path_);
    EXPECT_TRUE(database_->Migrate({{1, "thing", absl::StrCat(kTable, lists_.Definition())}}).ok());
    statements_.clear();
  }
  ~ListIndexTest() override { store::ObservePrepared(nullptr); }

  void Insert(const Thing& thing) {
    EXPECT_TRUE(database_
                    ->WriteAndWait([&](store::Tx& tx) {
                      return tx.Put("INSERT INTO thing (id, division, owner, kind, state) VALUES ($1, $2, $3, $4, $5)",
                                    {absl::string_view(thing.id), absl::string_view(thing.division),
                                     absl::string_view(thing.owner), thing.kind, thing.state});
                    })
                    .ok());
  }

  // As a list shows them: the newest of all ranges first.
  std::vector<std::string> List(const Filter& filter, const std::optional<Position>& after = std::nullopt,
                                int limit = 10) {
    std::vector<std::string> ids;
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](store::ReadTx& tx) {
                      return lists_.Read(tx, filter, after, limit,
                                         [&](const store::Row& row) { ids.emplace_back(row.Text(0)); });
                    })
                    .ok());
    std::sort(ids.rbegin(), ids.rend());
    if (ids.size() > static_cast<size_t>(limit)) ids.resize(limit);
    return ids;
  }

  int64_t Count(const Filter& filter) {
    return *database_->ReadValue([&](store::ReadTx& tx) { return lists_.Count(tx, filter); });
  }

  testing::TemporaryDirectory directory_;
  const std::string path_ = directory_.path() + "/x.db";
  const ListIndex lists_{
      {.table = "thing", .by_division = true}, {.states = {0, 1, 2}, .kind = true}, "SELECT id FROM thing"};
  std::vector<std::string> statements_;
  std::unique_ptr<store::Database> database_;
};

TEST_F(ListIndexTest, ShowsWhatIsWithinTheReach) {
  Insert({"1", "500119"});
  Insert({"2", "500119101", "township-government@500119101"});
  Insert({"3", "500101"});
  Insert({"4", "510104", "court@510104"});
  EXPECT_THAT(List({}), ElementsAre("4", "3", "2", "1"));
  EXPECT_THAT(List({.reach = {"500119", ""}}), ElementsAre("2", "1"));
  EXPECT_THAT(List({.reach = {"500119", "", false}}), ElementsAre("1"));
  EXPECT_THAT(List({.reach = {"500119101", ""}}), ElementsAre("2"));
  EXPECT_THAT(List({.reach = {"500100", ""}}), ElementsAre("3", "2", "1"));
  EXPECT_THAT(List({.reach = {"500100", "", false}}), IsEmpty());
  EXPECT_THAT(List({.reach = {"", "court@500119"}}), ElementsAre("3", "1"));
  EXPECT_EQ(Count({.reach = {"500100", ""}}), 3);
}

TEST_F(ListIndexTest, FiltersByKindAndState) {
  Insert({"1", "500119", "court@500119", 1, 1});
  Insert({"2", "500119", "court@500119", 1, 2});
  Insert({"3", "500119", "court@500119", 2, 2});
  for (const Reach& reach : std::vector<Reach>{{"500119", ""}, {"", "court@500119"}, {"500119", "", false}, {}}) {
    EXPECT_THAT(List({.reach = reach, .kind = 1}), ElementsAre("2", "1"));
    EXPECT_THAT(List({.reach = reach, .state = 2}), ElementsAre("3", "2"));
    EXPECT_THAT(List({.reach = reach, .kind = 1, .state = 2}), ElementsAre("2"));
    EXPECT_EQ(Count({.reach = reach, .kind = 1}), 2);
  }
}

TEST_F(ListIndexTest, CountsAllKindsTogether) {
  Insert({"1", "500119", "court@500119", 1, 1});
  Insert({"2", "500119", "court@500119", 1, 2});
  Insert({"3", "500101", "court@500119", 0, 2});
  Insert({"4", "500119", "court@500119", 3, 2});
  const auto count = [&](const Filter& filter) {
    return *database_->ReadValue([&](store::ReadTx& tx) { return lists_.CountByKind(tx, filter, 3); });
  };
  EXPECT_THAT(count({.reach = {"500119", ""}}), ElementsAre(0, 2, 0));
  EXPECT_THAT(count({.reach = {"500100", ""}, .state = 2}), ElementsAre(1, 1, 0));
  EXPECT_THAT(count({.reach = {"", "court@500118"}}), ElementsAre(0, 0, 0));
}

TEST_F(ListIndexTest, PagesOfSeveralDistrictsFollowEachOther) {
  constexpr int kThings = 25;
  for (int i = 0; i < kThings; ++i) Insert({absl::StrFormat("%02d", i), i % 3 == 0 ? "500101" : "500119"});
  std::vector<std::string> all;
  std::optional<Position> after;
  for (auto page = List({}, after, 4); !page.empty(); page = List({}, after, 4)) {
    all.insert(all.end(), page.begin(), page.end());
    after = Position{page.back()};
  }
  ASSERT_EQ(all.size(), size_t{kThings});
  EXPECT_TRUE(std::is_sorted(all.rbegin(), all.rend()));
}

// So that a list costs the same, however many records it does not show.
TEST_F(ListIndexTest, EveryListIsOneLookUpInAnIndex) {
  Insert({"1", "500119"});
  statements_.clear();
  for (const Reach& reach :
       std::vector<Reach>{{}, {"500119", ""}, {"500100", ""}, {"", "court@500119"}, {"500119101", ""}}) {
    List({.reach = reach});
    List({.reach = reach, .state = 2});
    List({.reach = reach, .kind = 2});
    List({.reach = reach, .kind = 2, .state = 2});
    Count({.reach = reach, .kind = 2, .state = 2});
    EXPECT_TRUE(
        database_->ReadValue([&](store::ReadTx& tx) { return lists_.CountByKind(tx, {.reach = reach}, 3); }).ok());
  }
  ASSERT_FALSE(statements_.empty());
  const auto connection = store::SqliteConnection::Open(path_, store::SqliteConnection::Mode::kReadOnly);
  for (const std::string& statement : std::vector<std::string>(statements_)) {
    EXPECT_TRUE((*connection)
                    ->Query(absl::StrCat("EXPLAIN QUERY PLAN ", statement), {},
                            [&](const store::Row& row) {
                              EXPECT_THAT(std::string(row.Text(3)), ::testing::StartsWith("SEARCH")) << statement;
                            })
                    .ok());
  }
}

}  // namespace
}  // namespace liandong::records
