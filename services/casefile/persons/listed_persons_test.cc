#include "services/casefile/persons/listed_persons.h"

#include <gtest/gtest.h>

#include "services/casefile/store.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/named_id.h"
#include "tests/testing/store_tables.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::casefile {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'795'000'000);

class ListedPersonsTest : public ::testing::Test {
 protected:
  ListedPersonsTest() : database_(*store::OpenSqlite(directory_.path() + "/x.db")) {
    EXPECT_TRUE(testing::StoreTables<CasefileStore>::Make(*database_, contract::v1::SERVICE_CASEFILE).ok());
    record_.columns = {.id = testing::NamedId("1"), .division = "500119", .owner = "p", .create_time = kNow};
    record_.message.set_kind(v1::CASE_KIND_MISSING_PERSON);
    record_.message.set_state(v1::CASE_STATE_OPEN);
    record_.columns.state = record_.message.state();
    Rename("骆晓燕");
    Write([&](store::Tx& tx) { return store_.cases.Insert(tx, record_); });
  }

  void Write(absl::AnyInvocable<absl::Status(store::Tx&)> run) {
    ASSERT_TRUE(database_->WriteAndWait(std::move(run)).ok());
  }
  void Rename(const std::string& name) { record_.message.mutable_person()->set_name(name); }
  // The name under which the missing person is compared; empty: the record is not there.
  std::string Name(absl::Time now = kNow) {
    const auto found = database_->ReadValue([&](store::ReadTx& tx) {
      return store_.listed.Load(tx, Role::kMissing, {record_.columns.id, testing::NamedId("none")}, now);
    });
    if (!found.ok()) return "unreadable";
    EXPECT_LE(found->size(), 1U);
    return found->empty() ? "" : found->front().persons->front().front().text;
  }
  // Changes what is stored, but not the version, as no service does: whoever reads the store again notices.
  void Damage() {
    Write([&](store::Tx& tx) { return tx.Put("UPDATE case_file SET sealed = $1", {store::Blob{"damaged"}}); });
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_;
  const testing::StoreTables<CasefileStore> tables_;
  const CasefileStore& store_ = tables_.store();
  records::Record<v1::Case> record_;
};

TEST_F(ListedPersonsTest, ACorrectionCountsAtOnce) {
  EXPECT_EQ(Name(), "骆晓燕");
  Rename("骆小燕");
  Write([&](store::Tx& tx) { return store_.cases.Update(tx, record_); });
  EXPECT_EQ(Name(), "骆小燕");
}

TEST_F(ListedPersonsTest, APersonIsKeptForAnHour) {
  EXPECT_EQ(Name(), "骆晓燕");
  Damage();
  EXPECT_EQ(Name(kNow + absl::Hours(1)), "骆晓燕");
  EXPECT_EQ(Name(kNow + absl::Hours(1) + absl::Seconds(1)), "unreadable");
}

TEST_F(ListedPersonsTest, AnErasedPersonIsNotFoundAgain) {
  EXPECT_EQ(Name(), "骆晓燕");
  Write([&](store::Tx& tx) {
    return records::SealedTable::Erase(tx, records::RecordTypeOf(*v1::Case::descriptor()), record_.columns.id);
  });
  EXPECT_EQ(Name(), "");
}

}  // namespace
}  // namespace liandong::casefile
