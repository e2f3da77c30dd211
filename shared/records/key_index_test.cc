#include "shared/records/key_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "shared/store/postgres_database.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/key_ring.h"
#include "tests/testing/postgres/server.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::records {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kDomain[] = "test/number";

class KeyIndexTest : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    database_ = *(std::string(GetParam()) == "postgres" ? store::OpenPostgres(testing::NewPostgresDatabase())
                                                        : store::OpenSqlite(directory_.path() + "/x.db"));
    ASSERT_TRUE(database_->Migrate(KeyIndex::Migrations()).ok());
  }
  void AddAll(const std::vector<std::string>& values, const std::string& id) {
    ASSERT_TRUE(database_->WriteAndWait([&](store::Tx& tx) { return index_.AddAll(tx, kDomain, values, id); }).ok());
  }
  std::vector<std::string> FindAny(const std::vector<std::string>& values) {
    return *database_->ReadValue([&](store::ReadTx& tx) { return index_.FindAny(tx, kDomain, values); });
  }
  std::vector<std::vector<std::string>> FindLatest(const std::vector<std::string>& values, int limit) {
    return *database_->ReadValue([&](store::ReadTx& tx) { return index_.FindLatest(tx, kDomain, values, limit); });
  }

  testing::TemporaryDirectory directory_;
  const seal::Key key_{std::string(seal::Key::kSize, 'k')};
  const seal::KeyedDigest digest_{seal::Suite::kStandard, key_};
  const KeyIndex index_{&digest_};
  std::unique_ptr<store::Database> database_;
};

TEST_P(KeyIndexTest, ARecordIsFoundByEachOfItsValuesOnce) {
  // More values than one statement has.
  const std::vector<std::string> values = {"1", "2", "3", "4", "5", "6"};
  AddAll(values, "a");
  AddAll(values, "a");
  AddAll({"6"}, "b");
  AddAll({}, "c");
  for (const char* value : {"1", "4", "5"}) EXPECT_THAT(FindAny({value}), ElementsAre("a")) << value;
  EXPECT_THAT(FindAny(values), ElementsAre("a", "b"));
  EXPECT_THAT(FindAny({"7", "6"}), ElementsAre("a", "b"));
  EXPECT_THAT(FindAny({"7"}), IsEmpty());
  EXPECT_THAT(FindAny({}), IsEmpty());
}

TEST_P(KeyIndexTest, TheLatestOfEachValueAreFoundApart) {
  for (const char* id : {"a", "b", "c"}) AddAll({"1", "2"}, id);
  AddAll({"2", "5"}, "d");
  EXPECT_THAT(FindLatest({"1"}, 2), ElementsAre(ElementsAre("c", "b")));
  EXPECT_THAT(
      FindLatest({"1", "2", "3", "4", "5"}, 3),
      ElementsAre(ElementsAre("c", "b", "a"), ElementsAre("d", "c", "b"), IsEmpty(), IsEmpty(), ElementsAre("d")));
  EXPECT_THAT(FindLatest({}, 3), IsEmpty());
}

TEST_P(KeyIndexTest, DomainsAreApart) {
  AddAll({"1"}, "a");
  const auto found = database_->ReadValue(
      [&](store::ReadTx& tx) { return index_.FindAny(tx, "test/other", std::vector<std::string>{"1"}); });
  EXPECT_THAT(*found, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Engines, KeyIndexTest, ::testing::Values("sqlite", "postgres"),
                         [](const auto& engine) { return std::string(engine.param); });

}  // namespace
}  // namespace liandong::records
