#include "shared/ledger/entry_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>

#include "absl/strings/str_cat.h"
#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/ledger/accesses.h"
#include "shared/ledger/ledger.h"
#include "shared/store/migrate.h"
#include "shared/store/postgres_database.h"
#include "shared/store/sqlite_connection.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/planned_tx.h"
#include "tests/testing/postgres/server.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::ledger {
namespace {

constexpr int kRecords = 50;
constexpr int kCallers = 3;
constexpr absl::Time kStart = absl::FromUnixSeconds(1795000000);
constexpr absl::Duration kBetween = absl::Minutes(7);

std::string Record(int number) { return absl::StrCat("clues/", number); }
std::string Caller(int number) { return absl::StrCat("spiffe://test/agency/", number); }

class EntryIndexTest : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    const bool sqlite = std::string(GetParam()) == "sqlite";
    database_ = *(sqlite ? store::OpenSqlite(Path()) : store::OpenPostgres(testing::NewPostgresDatabase()));
    ASSERT_TRUE(database_->Migrate(store::Concatenate({Ledger::Migrations(), EntryIndexMigrations()})).ok());
  }
  std::string Path() const { return directory_.path() + "/db"; }

  // Adds entries to the ledger. One in ten is about two records, one in seven is a refusal.
  void Write(int entries) {
    ASSERT_TRUE(database_->WriteAndWait([&](store::Tx& tx) { return WriteIn(tx, entries); }).ok());
  }
  absl::Status WriteIn(store::Tx& tx, int entries) {
    for (int i = 0; i < entries; ++i) {
      const auto number = static_cast<int>(leaves_.size());
      v1::Leaf leaf;
      // Entries are not quite in the order in which the calls arrived.
      *leaf.mutable_time() = base::ToProto(kStart + number * kBetween - absl::Seconds(number % 5));
      leaf.set_caller(Caller(number % kCallers));
      leaf.add_records(Record(number % kRecords));
      if (number % 10 == 0) leaf.add_records(Record((number + 1) % kRecords));
      if (number % 7 == 0) leaf.set_code(7);
      if (number % 21 == 0) leaf.set_refused_calls(3);
      if (number % 11 == 0) leaf.set_case_name("cases/1");
      const std::string bytes = leaf.SerializeAsString();
      LD_RETURN_IF_ERROR(
          tx.Put("INSERT INTO ledger_leaf (seq, leaf) VALUES ($1, $2)", {int64_t{number}, store::Blob{bytes}}));
      leaves_.push_back(leaf);
    }
    return absl::OkStatus();
  }
  IndexedBatch Unindexed() { return *database_->ReadValue(ReadUnindexed); }
  bool Store(const IndexedBatch& batch) {
    bool stored = false;
    EXPECT_TRUE(database_
                    ->WriteAndWait([&](store::Tx& tx) -> absl::Status {
                      LD_ASSIGN_OR_RETURN(stored, StoreIndexed(tx, batch));
                      return absl::OkStatus();
                    })
                    .ok());
    return stored;
  }
  void Index() {
    for (IndexedBatch batch = Unindexed(); batch.begin < batch.end; batch = Unindexed()) {
      ASSERT_TRUE(Store(batch));
    }
  }

  // What reading every entry gives.
  std::vector<int64_t> Expected(const std::set<std::string>& records, absl::Time from, absl::Time until) const {
    std::vector<int64_t> places;
    for (auto place = static_cast<int64_t>(leaves_.size()) - 1; place >= 0; --place) {
      const v1::Leaf& leaf = leaves_[place];
      const absl::Time time = base::FromProto(leaf.time());
      bool about = records.contains(leaf.case_name());
      for (const std::string& record : leaf.records()) about = about || records.contains(record);
      if (about && time >= from && time < until) places.push_back(place);
    }
    return places;
  }
  std::map<std::string, Tally> ExpectedTallies(absl::Time from, absl::Time until) const {
    std::map<std::string, Tally> tallies;
    for (const v1::Leaf& leaf : leaves_) {
      const absl::Time time = base::FromProto(leaf.time());
      if (time < from || time >= until) continue;
      const int64_t calls = std::max<int64_t>(1, leaf.refused_calls());
      tallies[leaf.caller()].calls += calls;
      if (leaf.code() != 0) tallies[leaf.caller()].refusals += calls;
    }
    return tallies;
  }
  void ExpectSame(absl::Time from, absl::Time until) {
    const std::set<std::string> records = {Record(3), Record(4), "cases/1"};
    const auto found = database_->ReadValue([&](store::ReadTx& tx) { return FindAccesses(tx, records, from, until); });
    ASSERT_TRUE(found.ok()) << found.status();
    std::vector<int64_t> places;
    for (const auto& access : found->accesses()) places.push_back(access.index());
    EXPECT_EQ(places, Expected(records, from, until));
    const auto tallies = database_->ReadValue([&](store::ReadTx& tx) { return TallyCallers(tx, from, until); });
    ASSERT_TRUE(tallies.ok()) << tallies.status();
    const auto expected = ExpectedTallies(from, until);
    EXPECT_EQ(tallies->size(), expected.size());
    for (const auto& [caller, tally] : expected) {
      EXPECT_EQ(tallies->at(caller).calls, tally.calls) << caller << " " << from << " " << until;
      EXPECT_EQ(tallies->at(caller).refusals, tally.refusals);
    }
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_;
  std::vector<v1::Leaf> leaves_;
};

TEST_P(EntryIndexTest, AnswersAreThoseOfTheWholeLedger) {
  Write(2000);
  // Nothing is indexed, as in a ledger of an older version.
  ExpectSame(kStart, kStart + absl::Hours(30));
  Index();
  ExpectSame(absl::InfinitePast(), absl::InfiniteFuture());
  Write(100);
  // Some entries are not indexed.
  std::mt19937 random(1);
  std::uniform_int_distribution<int64_t> seconds(-7200, (2200 * kBetween) / absl::Seconds(1));
  for (int i = 0; i < 100; ++i) {
    const absl::Time one = kStart + absl::Seconds(seconds(random));
    const absl::Time other = kStart + absl::Seconds(seconds(random));
    ExpectSame(std::min(one, other), std::max(one, other));
  }
  // Of whole days and hours, and of part of one hour.
  const absl::Time day = absl::FromUnixSeconds(1795046400);
  ExpectSame(day, day + absl::Hours(24 * 5));
  ExpectSame(day + absl::Hours(3), day + absl::Hours(24 * 5 + 7));
  ExpectSame(day + absl::Minutes(10), day + absl::Minutes(30));
  ExpectSame(day, day);
}

TEST_P(EntryIndexTest, QuestionsCostAsMuchAsTheirAnswers) {
  Write(5000);
  Index();
  if (!database_->exclusive()) GTEST_SKIP() << "shows the plans of SQLite";
  const auto connection = *store::SqliteConnection::Open(Path(), store::SqliteConnection::Mode::kReadOnly);
  testing::PlannedTx planned(connection.get());
  // The record has one entry in fifty, and some in which it is the second.
  const absl::Time until = kStart + 5000 * kBetween;
  const auto found = FindAccesses(planned, {Record(3)}, until - absl::Hours(20 * 24), until);
  ASSERT_TRUE(found.ok());
  EXPECT_GT(found->accesses_size(), 50);
  EXPECT_LT(planned.rows(), 3 * found->accesses_size());

  testing::PlannedTx tallied(connection.get());
  ASSERT_TRUE(TallyCallers(tallied, kStart, until).ok());
  // Of each caller one row for each of 24 days, and 23 hours and an hour's entries at either end.
  EXPECT_LT(tallied.rows(), (25 + 2 * 24) * kCallers + 2 * 10);
  for (const auto* const transaction : {&planned, &tallied}) {
    for (const std::string& plan : transaction->plans()) EXPECT_THAT(plan, ::testing::StartsWith("SEARCH"));
  }
}

TEST_P(EntryIndexTest, ABatchIsStoredOnce) {
  Write(10);
  const IndexedBatch batch = Unindexed();
  EXPECT_TRUE(Store(batch));
  // Another replica read the same entries.
  EXPECT_FALSE(Store(batch));
  EXPECT_EQ(*database_->ReadValue(IndexedEntries), 10);
  ExpectSame(absl::InfinitePast(), absl::InfiniteFuture());
}

INSTANTIATE_TEST_SUITE_P(Engines, EntryIndexTest, ::testing::Values("sqlite", "postgres"),
                         [](const auto& engine) { return std::string(engine.param); });

}  // namespace
}  // namespace liandong::ledger
