#include "services/casefile/persons/backfill.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "shared/records/backfill.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/named_id.h"
#include "tests/testing/store_tables.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::casefile {
namespace {

using testing::NamedId;

common::v1::Person Person(const std::string& name) {
  common::v1::Person person;
  person.set_name(name);
  person.set_birth_date("1990-05-28");
  person.set_sex(common::v1::SEX_FEMALE);
  return person;
}

class BackfillTest : public ::testing::Test {
 protected:
  BackfillTest() : database_(*store::OpenSqlite(directory_.path() + "/x.db")) {
    EXPECT_TRUE(testing::StoreTables<CasefileStore>::Make(*database_, contract::v1::SERVICE_CASEFILE).ok());
  }

  template <typename Message>
  void Keep(const records::Repository<Message>& repository, const std::string& id, Message message) {
    const absl::Status kept = database_->WriteAndWait([&](store::Tx& tx) {
      records::Record<Message> record{{.id = id, .division = "500119", .owner = "p", .create_time = absl::UnixEpoch()},
                                      message};
      return repository.Insert(tx, record);
    });
    EXPECT_TRUE(kept.ok()) << kept;
  }

  // Whether the first person found is the record's.
  bool IsFound(Role role, const std::string& name, const std::string& id) {
    bool found = false;
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](store::ReadTx& tx) -> absl::Status {
                      LD_ASSIGN_OR_RETURN(const auto ids, store_.persons.Search(tx, role, {Person(name), {}, "", {}}));
                      found = !ids.empty() && ids.front() == id;
                      return absl::OkStatus();
                    })
                    .ok());
    return found;
  }

  int64_t Listed(Role role) {
    int64_t listed = 0;
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](store::ReadTx& tx) -> absl::Status {
                      LD_ASSIGN_OR_RETURN(listed, store_.persons.Count(tx, role));
                      return absl::OkStatus();
                    })
                    .ok());
    return listed;
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_;
  const testing::StoreTables<CasefileStore> tables_;
  const CasefileStore& store_ = tables_.store();
};

TEST_F(BackfillTest, OlderRecordsAreFoundOnceTheIndexIsBackfilled) {
  v1::Case missing;
  missing.set_kind(v1::CASE_KIND_MISSING_PERSON);
  missing.set_state(v1::CASE_STATE_OPEN);
  *missing.mutable_person() = Person("陈晓梅");
  Keep(store_.cases, NamedId("m"), missing);
  v1::Case found = missing;
  found.set_state(v1::CASE_STATE_SOLVED);
  Keep(store_.cases, NamedId("f"), found);
  v1::Case trafficking = missing;
  trafficking.set_kind(v1::CASE_KIND_CHILD_TRAFFICKING);
  Keep(store_.cases, NamedId("t"), trafficking);
  v1::VictimFile victim;
  *victim.mutable_person() = Person("王建华");
  *victim.add_buying_family() = Person("李大山");
  *victim.add_buying_family() = Person("周小玉");
  Keep(store_.victim_files, NamedId("v"), victim);
  EXPECT_FALSE(IsFound(Role::kMissing, "陈小梅", NamedId("m")));
  // The second time there is nothing left to do.
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(BackfillPersons(*database_, store_).ok());
    EXPECT_EQ(Listed(Role::kMissing), 1);
    EXPECT_EQ(Listed(Role::kVictim), 1);
    EXPECT_EQ(Listed(Role::kBuyer), 2);
  }
  EXPECT_TRUE(IsFound(Role::kMissing, "陈小梅", NamedId("m")));
  EXPECT_TRUE(IsFound(Role::kVictim, "王建花", NamedId("v")));
  EXPECT_TRUE(IsFound(Role::kBuyer, "周小玉", NamedId("v")));
}

TEST_F(BackfillTest, MoreRecordsThanOneTransactionTakesAreAllBackfilled) {
  constexpr int kRecords = 2 * records::kBackfilledAtOnce + 1;
  v1::Case missing;
  missing.set_kind(v1::CASE_KIND_MISSING_PERSON);
  missing.set_state(v1::CASE_STATE_OPEN);
  *missing.mutable_person() = Person("陈晓梅");
  ASSERT_TRUE(database_
                  ->WriteAndWait([&](store::Tx& tx) -> absl::Status {
                    for (int i = 0; i < kRecords; ++i) {
                      records::Record<v1::Case> record{{.id = NamedId(absl::StrCat("m", i)),
                                                        .division = "500119",
                                                        .owner = "p",
                                                        .create_time = absl::UnixEpoch()},
                                                       missing};
                      LD_RETURN_IF_ERROR(store_.cases.Insert(tx, record));
                    }
                    return absl::OkStatus();
                  })
                  .ok());
  ASSERT_TRUE(BackfillPersons(*database_, store_).ok());
  EXPECT_EQ(Listed(Role::kMissing), kRecords);
}

}  // namespace
}  // namespace liandong::casefile
