#include "services/casefile/matches/matcher.h"

#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "services/casefile/matches/match_rules.h"
#include "shared/base/proto_time.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/named_id.h"
#include "tests/testing/store_tables.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::casefile {
namespace {

const absl::Time kLost = absl::FromUnixSeconds(1'700'000'000);

common::v1::Person Girl() {
  common::v1::Person person;
  person.set_name("骆晓燕");
  person.set_birth_date("2020-03-05");
  person.set_sex(common::v1::SEX_FEMALE);
  return person;
}

class MatcherTest : public ::testing::Test {
 protected:
  MatcherTest() : database_(*store::OpenSqlite(directory_.path() + "/x.db")) {
    EXPECT_TRUE(testing::StoreTables<CasefileStore>::Make(*database_, contract::v1::SERVICE_CASEFILE).ok());
  }

  // Adds a case in which the girl is missing.
  void Open(const std::string& id) {
    const absl::Status opened = database_->WriteAndWait([&](store::Tx& tx) -> absl::Status {
      records::Record<v1::Case> record{{.id = id, .division = "500119", .owner = "p", .create_time = absl::UnixEpoch()},
                                       {}};
      record.message.set_kind(v1::CASE_KIND_MISSING_PERSON);
      record.message.set_state(v1::CASE_STATE_OPEN);
      *record.message.mutable_person() = Girl();
      *record.message.mutable_lost_time() = base::ToProto(kLost);
      LD_RETURN_IF_ERROR(store_.cases.Insert(tx, record));
      return store_.persons.Add(tx, record.message);
    });
    EXPECT_TRUE(opened.ok()) << opened;
  }

  // The matches of a file whose victim is the girl.
  std::vector<v1::Match> Matches() {
    v1::VictimFile victim;
    *victim.mutable_person() = Girl();
    *victim.mutable_rescue_time() = base::ToProto(kLost);
    std::vector<v1::Match> matches;
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](store::ReadTx& tx) -> absl::Status {
                      LD_ASSIGN_OR_RETURN(matches, MatchesOf(store_, tx, victim));
                      return absl::OkStatus();
                    })
                    .ok());
    return matches;
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_;
  const testing::StoreTables<CasefileStore> tables_;
  const CasefileStore& store_ = tables_.store();
};

TEST_F(MatcherTest, TheTenMostLikelyCasesAreShown) {
  for (int i = 1; i <= 10; ++i) {
    Open(testing::NamedId(absl::StrCat("m", i)));
    EXPECT_EQ(Matches().size(), i);
  }
  Open(testing::NamedId("m11"));
  EXPECT_EQ(Matches().size(), 10);
}

}  // namespace
}  // namespace liandong::casefile
