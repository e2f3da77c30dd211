#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "absl/strings/str_cat.h"
#include "liandong/casefile/v1/casefile_service.grpc.pb.h"
#include "liandong/clue/v1/clue_service.grpc.pb.h"
#include "shared/base/ids.h"
#include "shared/store/sqlite_connection.h"
#include "tests/testing/cluster.h"

// The key ring of a running service.
namespace liandong {
namespace {

using contract::v1::SERVICE_CASEFILE;
using contract::v1::SERVICE_CLUE;
using testing::NewContext;
using testing::RefusalOf;

class SealingTest : public ::testing::Test {
 protected:
  std::unique_ptr<clue::v1::ClueService::Stub> Clues() {
    return clue::v1::ClueService::NewStub(cluster_.ChannelTo(SERVICE_CLUE, "public-security"));
  }
  std::unique_ptr<casefile::v1::CasefileService::Stub> Cases() {
    return casefile::v1::CasefileService::NewStub(cluster_.ChannelTo(SERVICE_CASEFILE, "public-security"));
  }

  std::string ReportClue(const std::string& request_id) {
    clue::v1::ReportClueRequest request;
    request.set_request_id(request_id);
    request.set_channel(clue::v1::CLUE_CHANNEL_MANDATORY_REPORT);
    request.set_kind(clue::v1::CLUE_KIND_CHILD_TRAFFICKING);
    request.set_description("校门口有陌生人带走学生");
    clue::v1::Clue clue;
    const auto status = Clues()->ReportClue(NewContext().get(), request, &clue);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return clue.name();
  }
  std::string Description(const std::string& name) {
    clue::v1::GetClueRequest request;
    request.set_name(name);
    clue::v1::Clue clue;
    const auto status = Clues()->GetClue(NewContext().get(), request, &clue);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return clue.description();
  }

  std::set<std::string> Column(law::Service service, const std::string& sql) {
    const auto connection =
        store::SqliteConnection::Open(cluster_.DatabasePath(service), store::SqliteConnection::Mode::kReadOnly);
    std::set<std::string> values;
    EXPECT_TRUE((*connection)->Query(sql, {}, [&](const store::Row& row) { values.emplace(row.Bytes(0)); }).ok());
    return values;
  }
  // The epochs in which rows are encrypted, and those whose keys exist.
  std::set<std::string> EpochsInUse(law::Service service) {
    return Column(service,
                  "SELECT substr(sealed, 3, 8) FROM clue UNION SELECT substr(sealed, 3, 8) FROM saved_reply UNION "
                  "SELECT substr(secret, 3, 8) FROM record_secret");
  }
  std::set<std::string> EpochKeys(law::Service service) {
    return Column(service, "SELECT id FROM seal_key WHERE purpose = 'epoch'");
  }

  testing::TestCluster cluster_;
};

TEST_F(SealingTest, AnOldEpochIsDestroyedWhenNothingIsEncryptedInIt) {
  const std::string request_id = base::NewUuid();
  const std::string name = ReportClue(request_id);
  for (int i = 0; i < 250; ++i) ReportClue(base::NewUuid());
  const auto first = EpochKeys(SERVICE_CLUE);
  EXPECT_EQ(EpochsInUse(SERVICE_CLUE), first);
  cluster_.clock().Advance(limits::kEpoch + absl::Seconds(1));
  cluster_.Seal(SERVICE_CLUE);
  const auto second = EpochKeys(SERVICE_CLUE);
  EXPECT_EQ(second.size(), 1U);
  EXPECT_NE(second, first);
  EXPECT_EQ(EpochsInUse(SERVICE_CLUE), second);
  EXPECT_EQ(Description(name), "校门口有陌生人带走学生");
  EXPECT_EQ(ReportClue(request_id), name);
  cluster_.Stop(SERVICE_CLUE);
  cluster_.Start(SERVICE_CLUE);
  EXPECT_EQ(Description(name), "校门口有陌生人带走学生");
}

TEST_F(SealingTest, NothingHappensBeforeItsTime) {
  ReportClue(base::NewUuid());
  const auto first = EpochKeys(SERVICE_CLUE);
  cluster_.clock().Advance(limits::kEpoch - absl::Seconds(1));
  cluster_.Seal(SERVICE_CLUE);
  EXPECT_EQ(EpochKeys(SERVICE_CLUE), first);
}

TEST_F(SealingTest, ANewRootKeyTakesOverWhileTheServiceServes) {
  const std::string name = ReportClue(base::NewUuid());
  const std::string path = cluster_.PkiFile("clue.master");
  const std::string newer = absl::StrCat(std::string(64, '7'), "\n");
  std::ofstream(path, std::ios::app) << newer;
  cluster_.Seal(SERVICE_CLUE);
  EXPECT_EQ(Column(SERVICE_CLUE, "SELECT DISTINCT root FROM seal_key").size(), 1U);
  // The old one is destroyed.
  std::ofstream(path, std::ios::trunc) << newer;
  cluster_.Stop(SERVICE_CLUE);
  cluster_.Start(SERVICE_CLUE);
  EXPECT_EQ(Description(name), "校门口有陌生人带走学生");
}

TEST_F(SealingTest, TheNationalSuiteTakesOverAndTheIndexStaysTrue) {
  casefile::v1::OpenMissingPersonCaseRequest missing;
  missing.mutable_person()->set_name("罗一鸣");
  missing.mutable_person()->set_sex(common::v1::SEX_MALE);
  missing.mutable_person()->set_birth_date("2019-05-04");
  missing.mutable_lost_time()->set_seconds(absl::ToUnixSeconds(cluster_.clock().Now() - absl::Hours(5)));
  missing.mutable_lost_place()->set_division("500119");
  missing.set_circumstances("在超市门口走失");
  missing.set_request_id(base::NewUuid());
  casefile::v1::Case opened;
  const auto status = Cases()->OpenMissingPersonCase(NewContext("4-4").get(), missing, &opened);
  ASSERT_TRUE(status.ok()) << status.error_message();
  cluster_.Stop(SERVICE_CASEFILE);
  cluster_.Adjust([](runtime::Config& config) { config.suite = seal::Suite::kNational; });
  cluster_.Start(SERVICE_CASEFILE);
  cluster_.Seal(SERVICE_CASEFILE);
  EXPECT_EQ(Column(SERVICE_CASEFILE, "SELECT suite FROM seal_key WHERE purpose = 'epoch'"), std::set<std::string>{"2"});
  casefile::v1::GetCaseRequest get;
  get.set_name(opened.name());
  casefile::v1::Case found;
  ASSERT_TRUE(Cases()->GetCase(NewContext("4-4").get(), get, &found).ok());
  EXPECT_EQ(found.person().name(), "罗一鸣");
  // The repeat is recognised by an index that uses the algorithms with which the database was created.
  casefile::v1::Case again;
  ASSERT_TRUE(Cases()->OpenMissingPersonCase(NewContext("4-4").get(), missing, &again).ok());
  EXPECT_EQ(again.name(), opened.name());
}

TEST_F(SealingTest, WithoutItsRootKeyAServiceDoesNotStart) {
  ReportClue(base::NewUuid());
  cluster_.Stop(SERVICE_CLUE);
  std::ofstream(cluster_.PkiFile("clue.master"), std::ios::trunc) << std::string(64, '7') << "\n";
  EXPECT_EQ(cluster_.TryStart(SERVICE_CLUE).code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace liandong
