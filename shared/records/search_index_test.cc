#include "shared/records/search_index.h"

#include <gtest/gtest.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "shared/matching/tally.h"
#include "shared/store/sqlite_database.h"
#include "shared/values/dates.h"
#include "tests/testing/key_ring.h"
#include "tests/testing/named_id.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::records {
namespace {

using testing::NamedId;

matching::Subject Make(const std::string& name, const std::string& birth) {
  matching::Subject subject;
  subject.person.set_name(name);
  subject.person.set_birth_date(birth);
  subject.person.set_sex(common::v1::SEX_FEMALE);
  return subject;
}

class SearchIndexTest : public ::testing::Test {
 protected:
  SearchIndexTest() : database_(*store::OpenSqlite(directory_.path() + "/x.db")) {
    EXPECT_TRUE(database_->Migrate(SearchIndex::Migrations()).ok());
  }

  void Write(absl::AnyInvocable<absl::Status(store::Tx&)> run) {
    EXPECT_TRUE(database_->WriteAndWait(std::move(run)).ok());
  }
  void Add(const SearchIndex& index, const std::string& id, const matching::Subject& subject) {
    Write([&](store::Tx& tx) { return index.Add(tx, {{subject, id}}); });
  }
  std::vector<std::string> Find(const SearchIndex& index, const matching::Subject& subject) {
    std::vector<std::string> ids;
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](store::ReadTx& tx) {
                      auto found = index.Find(tx, subject);
                      if (found.ok()) ids = *found;
                      return found.status();
                    })
                    .ok());
    return ids;
  }
  int64_t Number(const std::string& sql) {
    int64_t number = -1;
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](store::ReadTx& tx) {
                      return tx.Query(sql, {}, [&](const store::Row& row) { number = row.Int(0); });
                    })
                    .ok());
    return number;
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_;
  const seal::Key key_{std::string(seal::Key::kSize, 'k')};
  const seal::KeyedDigest digest_{seal::Suite::kStandard, key_};
  const KeyIndex keys_{&digest_};
  const SearchIndex missing_{"person/missing", &keys_};
  const SearchIndex buyers_{"person/buyer", &keys_};
};

TEST_F(SearchIndexTest, APersonIsFoundInAnotherSpellingButOnlyInTheirRole) {
  Add(missing_, NamedId("a"), Make("陈晓梅", "1990-05-28"));
  Add(missing_, NamedId("b"), Make("王建国", "1970-01-01"));
  EXPECT_EQ(Find(missing_, Make("陈小梅", "1990-05-12")).front(), NamedId("a"));
  EXPECT_EQ(Find(missing_, Make("王建国", "1970-10-01")).front(), NamedId("b"));
  EXPECT_TRUE(Find(buyers_, Make("陈晓梅", "1990-05-28")).empty());
}

TEST_F(SearchIndexTest, EveryQuestionReturnsTheSameNumberOfPersons) {
  Write([&](store::Tx& tx) {
    std::vector<SearchIndex::Person> persons;
    for (int i = 0; i < 100; ++i)
      persons.push_back(
          {Make("陈晓梅", values::FormatDay(absl::CivilDay(1950, 1, 1) + 97 * i)), NamedId(absl::StrCat("id", i))});
    return missing_.Add(tx, persons);
  });
  Add(missing_, NamedId("one"), Make("王建国", "1970-01-01"));
  const std::vector<std::string> found = Find(missing_, Make("王建国", "1970-01-01"));
  EXPECT_EQ(found.size(), matching::kMostCompared);
  EXPECT_EQ(found.front(), NamedId("one"));
  EXPECT_EQ(std::set<std::string>(found.begin(), found.end()).size(), found.size());
  EXPECT_EQ(Find(missing_, Make("欧阳修", "1907-01-01")).size(), matching::kMostCompared);
  EXPECT_EQ(Find(missing_, {}).size(), matching::kMostCompared);
}

TEST_F(SearchIndexTest, ARecordOfSeveralPersonsIsFoundByEachAndOnce) {
  Add(buyers_, NamedId("a"), Make("陈晓梅", "1990-05-28"));
  Add(buyers_, NamedId("a"), Make("陈大川", "1988-05-28"));
  Add(buyers_, NamedId("a"), Make("陈大川", "1988-05-28"));
  EXPECT_EQ(Find(buyers_, Make("陈晓梅", "1990-05-28")), std::vector<std::string>{NamedId("a")});
  EXPECT_EQ(Find(buyers_, Make("陈大川", "1988-05-28")), std::vector<std::string>{NamedId("a")});
  EXPECT_EQ(Number("SELECT sum(persons) FROM search_count"), 2);
}

TEST_F(SearchIndexTest, RemovalLeavesNothingBehind) {
  Add(missing_, NamedId("a"), Make("陈晓梅", "1990-05-28"));
  Add(missing_, NamedId("b"), Make("陈晓梅", "1990-05-28"));
  Add(buyers_, NamedId("b"), Make("陈晓梅", "1990-05-28"));
  Write([&](store::Tx& tx) { return missing_.Remove(tx, NamedId("a")); });
  EXPECT_EQ(Find(missing_, Make("陈晓梅", "1990-05-28")), std::vector<std::string>{NamedId("b")});
  Write([&](store::Tx& tx) { return SearchIndex::RemoveAll(tx, NamedId("b")); });
  for (const char* table : {"search_key", "search_person", "search_person_keys"})
    EXPECT_EQ(Number(absl::StrCat("SELECT count(*) FROM ", table)), 0);
  EXPECT_EQ(Number("SELECT sum(persons) FROM search_count"), 0);
}

TEST_F(SearchIndexTest, ATextThatIsNotAnIdIsRefused) {
  const absl::Status added = database_->WriteAndWait([&](store::Tx& tx) {
    return missing_.Add(tx, {{Make("陈晓梅", "1990-05-28"), "a"}});
  });
  EXPECT_EQ(added.code(), absl::StatusCode::kInvalidArgument);
}

TEST_F(SearchIndexTest, ACommonNameReturnsNoMorePersons) {
  Write([&](store::Tx& tx) {
    std::vector<SearchIndex::Person> persons;
    for (int i = 0; i < 200; ++i)
      persons.push_back({Make("张伟", absl::StrCat(1950 + i % 50, "-01-01")), NamedId(absl::StrCat("id", i))});
    return missing_.Add(tx, persons);
  });
  EXPECT_EQ(Find(missing_, Make("张伟", "1960-01-01")).size(), matching::kMostCompared);
}

}  // namespace
}  // namespace liandong::records
