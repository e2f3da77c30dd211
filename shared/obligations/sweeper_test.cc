#include "shared/obligations/sweeper.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "shared/base/fake_clock.h"
#include "shared/store/migrate.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::obligations {
namespace {

class SweeperTest : public ::testing::Test {
 protected:
  void SetUp() override {
    database_ = *store::OpenSqlite(directory_.path() + "/db");
    ASSERT_TRUE(database_->Migrate(store::Concatenate({records::EventOrder::Migrations(), Book::Migrations()})).ok());
    sweeper_ = std::make_unique<Sweeper>(
        absl::InfiniteDuration(), database_.get(), &book_, &clock_, Calendar{},
        [this](store::Tx&, const std::vector<obligation::v1::Obligation>& overdue, absl::Time) {
          told_ += static_cast<int>(overdue.size());
          return absl::OkStatus();
        },
        [this](const std::map<Kind, int64_t>& overdue) {
          ++counts_;
          overdue_ = overdue.empty() ? 0 : overdue.begin()->second;
        });
  }
  void Open(int subjects) {
    ASSERT_TRUE(database_
                    ->WriteAndWait([&](store::Tx& tx) {
                      absl::Status opened;
                      for (int i = 0; i < subjects && opened.ok(); ++i) {
                        opened = book_.Open(tx,
                                            {.kind = kKind,
                                             .division = "500119",
                                             .subject = absl::StrCat("clues/", i),
                                             .due = clock_.Now() + absl::Hours(1)},
                                            clock_.Now());
                      }
                      return opened;
                    })
                    .ok());
  }
  void Sweep(int times) {
    for (int i = 0; i < times; ++i) ASSERT_TRUE(sweeper_->SweepNow().ok());
  }

  static constexpr Kind kKind = static_cast<Kind>(1);
  testing::TemporaryDirectory directory_;
  base::FakeClock clock_{absl::FromUnixSeconds(1795000000)};
  records::EventOrder events_{{Book::kEvents}, true, nullptr};
  Book book_{&events_};
  int told_ = 0;
  int counts_ = 0;
  int64_t overdue_ = 0;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<Sweeper> sweeper_;
};

TEST_F(SweeperTest, OverdueObligationsAreCountedOnlyAfterAChange) {
  constexpr int kSubjects = 20;
  Open(kSubjects);
  clock_.Advance(absl::Hours(2));
  Sweep(1);
  EXPECT_EQ(told_, kSubjects);
  EXPECT_EQ(overdue_, kSubjects);
  const int before = counts_;
  Sweep(100);
  EXPECT_EQ(counts_, before);

  ASSERT_TRUE(
      database_->WriteAndWait([&](store::Tx& tx) { return book_.Meet(tx, kKind, "clues/0", clock_.Now()); }).ok());
  Sweep(100);
  EXPECT_EQ(overdue_, kSubjects - 1);
  // Once more, because the first count may come before the end of the transaction.
  EXPECT_EQ(counts_, before + 2);
}

}  // namespace
}  // namespace liandong::obligations
