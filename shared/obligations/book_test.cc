#include "shared/obligations/book.h"

#include <gtest/gtest.h>

#include <memory>

#include "shared/store/migrate.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::obligations {
namespace {

constexpr absl::Time kNow = absl::FromUnixSeconds(1780286400);
constexpr Kind kKind = obligation::v1::OBLIGATION_KIND_ACKNOWLEDGE_CLUE;
constexpr char kFormerRows[] =
    "INSERT INTO obligation (id, kind, owner, division, subject, create_time, due_time, state) "
    "VALUES ('1', 1, 'public-security@500119', '500119', 'clues/1', 1, 2, 1);"
    "INSERT INTO obligation_event (id, place, obligation_id, state, event_time) VALUES ('1', 1, '1', 1, 1);";

class BookTest : public ::testing::Test {
 protected:
  absl::Status Migrate(const std::vector<store::Migration>& migrations) {
    return database_->Migrate(store::Concatenate({records::EventOrder::Migrations(), migrations}));
  }
  size_t Events(const records::Reach& reach) {
    const auto read = database_->ReadValue([&](store::ReadTx& tx) { return book_.EventsAfter(tx, reach, 0, 10); });
    return read.ok() ? read->events.size() : 0;
  }
  size_t Listed(const records::Reach& reach, const Listing& listing) {
    const auto found = database_->ReadValue([&](store::ReadTx& tx) { return book_.List(tx, reach, listing); });
    return found.ok() ? found->size() : 0;
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_ = *store::OpenSqlite(directory_.path() + "/x.db");
  const records::EventOrder order_{{Book::kEvents}, false, [](const std::vector<std::string>&) {}};
  const Book book_{&order_};
};

TEST_F(BookTest, EventsOfTheFormerSchemaReachTheSameAgencies) {
  std::vector<store::Migration> former = Book::Migrations();
  former.pop_back();
  former.push_back({.version = 1, .component = "rows", .sql = kFormerRows});
  ASSERT_TRUE(Migrate(former).ok());
  ASSERT_TRUE(Migrate(Book::Migrations()).ok());
  EXPECT_EQ(Events({"", "public-security@500119"}), 1u);
  EXPECT_EQ(Events({"500119", ""}), 1u);
  EXPECT_EQ(Events({"", "court@500119"}), 0u);
  EXPECT_EQ(Listed({"", "public-security@500119"}, {.limit = 10}), 1u);
}

TEST_F(BookTest, ListsFilterByKindAndState) {
  ASSERT_TRUE(Migrate(Book::Migrations()).ok());
  ASSERT_TRUE(database_
                  ->WriteAndWait([&](store::Tx& tx) -> absl::Status {
                    EXPECT_TRUE(book_.Open(tx, {kKind, "500119", "clues/1"}, kNow).ok());
                    EXPECT_TRUE(book_.Open(tx, {kKind, "500119", "clues/2"}, kNow).ok());
                    return book_.Meet(tx, kKind, "clues/1", kNow);
                  })
                  .ok());
  for (const records::Reach& reach : std::vector<records::Reach>{{}, {"500119", ""}, {"", "public-security@500119"}}) {
    EXPECT_EQ(Listed(reach, {.limit = 10}), 2u);
    EXPECT_EQ(Listed(reach, {.limit = 1}), 1u);
    EXPECT_EQ(Listed(reach, {.kind = kKind, .limit = 10}), 2u);
    EXPECT_EQ(Listed(reach, {.state = obligation::v1::OBLIGATION_STATE_MET, .limit = 10}), 1u);
    EXPECT_EQ(Listed(reach, {.state = obligation::v1::OBLIGATION_STATE_MET, .kind = kKind, .limit = 10}), 1u);
    EXPECT_EQ(Listed(reach, {.state = obligation::v1::OBLIGATION_STATE_OVERDUE, .limit = 10}), 0u);
  }
}

}  // namespace
}  // namespace liandong::obligations
