#include "services/registration/past_checks/past_checks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "shared/store/sqlite_database.h"
#include "tests/testing/store_tables.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::registration {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

v1::Check Shown(const std::string& name, const std::string& birth) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_HOSPITAL_ADMISSION);
  common::v1::Person& person = *check.add_parties();
  person.set_name(name);
  person.set_birth_date(birth);
  person.mutable_document()->set_type(common::v1::DOCUMENT_TYPE_PASSPORT);
  person.mutable_document()->set_number("E12345678");
  return check;
}

class PastChecksTest : public ::testing::Test {
 protected:
  PastChecksTest() : database_(*store::OpenSqlite(directory_.path() + "/x.db")) {
    EXPECT_TRUE(testing::StoreTables<RegistrationStore>::Make(*database_, contract::v1::SERVICE_REGISTRATION).ok());
  }

  void Write(absl::AnyInvocable<absl::Status(store::Tx&)> run) {
    const absl::Status written = database_->WriteAndWait(std::move(run));
    EXPECT_TRUE(written.ok()) << written;
  }

  std::vector<v1::ReferReason> ReasonsOf(const v1::Check& check) {
    std::vector<v1::ReferReason> reasons;
    const auto past = database_->ReadValue([&](store::ReadTx& tx) { return past_.Screen(tx, check); });
    EXPECT_TRUE(past.ok()) << past.status();
    if (past.ok()) rules::AddHits(*past, reasons);
    return reasons;
  }

  testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_;
  const testing::StoreTables<RegistrationStore> tables_;
  const PastChecks past_{&tables_.store()};
};

TEST_F(PastChecksTest, EarlierChecksCountOnceTheyAreBackfilled) {
  Write([&](store::Tx& tx) {
    records::Record<v1::Check> record{{.id = "c", .division = "500119", .owner = "p", .create_time = absl::UnixEpoch()},
                                      Shown("陈晓梅", "1990-05-28")};
    return tables_.store().checks.Insert(tx, record);
  });
  EXPECT_THAT(ReasonsOf(Shown("王丽华", "1985-01-01")), IsEmpty());
  ASSERT_TRUE(past_.Backfill(*database_).ok());
  EXPECT_THAT(ReasonsOf(Shown("王丽华", "1985-01-01")), ElementsAre(v1::REFER_REASON_DOCUMENT_REUSED));
  EXPECT_THAT(ReasonsOf(Shown("陈晓梅", "1990-05-28")), IsEmpty());
}

}  // namespace
}  // namespace liandong::registration
