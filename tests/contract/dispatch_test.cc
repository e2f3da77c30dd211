#include <gmock/gmock.h>
#include <google/protobuf/unknown_field_set.h>
#include <gtest/gtest.h>

#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "liandong/clue/v1/clue_service.grpc.pb.h"
#include "shared/base/ids.h"
#include "shared/ledger/ledger.h"
#include "shared/ledger/verify.h"
#include "shared/limits/limits.h"
#include "shared/store/sqlite_connection.h"
#include "tests/testing/cluster.h"

// The path of every RPC, seen by a caller with a real stub over mutual TLS.
namespace liandong {
namespace {

using clue::v1::Clue;
using clue::v1::ClueService;
using testing::NewContext;
using testing::RefusalOf;

class DispatchTest : public ::testing::Test {
 protected:
  std::unique_ptr<ClueService::Stub> StubOf(const std::string& certificate) {
    return ClueService::NewStub(cluster_.ChannelTo(contract::v1::SERVICE_CLUE, certificate));
  }

  static clue::v1::ReportClueRequest Report() {
    clue::v1::ReportClueRequest request;
    request.set_request_id(base::NewUuid());
    request.set_channel(clue::v1::CLUE_CHANNEL_PHONE);
    request.set_kind(clue::v1::CLUE_KIND_CHILD_TRAFFICKING);
    request.set_description("电话举报");
    return request;
  }

  // The leaves of the clue service's ledger, in order.
  std::vector<ledger::v1::Leaf> Leaves() {
    auto connection = store::SqliteConnection::Open(cluster_.DatabasePath(contract::v1::SERVICE_CLUE),
                                                    store::SqliteConnection::Mode::kReadOnly);
    std::vector<ledger::v1::Leaf> leaves;
    EXPECT_TRUE(
        (*connection)
            ->Query("SELECT leaf FROM ledger_leaf ORDER BY seq", {},
                    [&](const store::Row& row) { leaves.emplace_back().ParseFromString(std::string(row.Bytes(0))); })
            .ok());
    return leaves;
  }

  testing::TestCluster cluster_;
};

TEST_F(DispatchTest, RepeatedRequestGetsTheFirstReplyAndChangesNothing) {
  const auto stub = StubOf("education-commission");
  const auto request = Report();
  Clue first;
  Clue second;
  ASSERT_TRUE(stub->ReportClue(NewContext().get(), request, &first).ok());
  ASSERT_TRUE(stub->ReportClue(NewContext().get(), request, &second).ok());
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  clue::v1::ListCluesResponse all;
  ASSERT_TRUE(stub->ListClues(NewContext().get(), {}, &all).ok());
  EXPECT_EQ(all.clues_size(), 1);
}

TEST_F(DispatchTest, ARepeatThatComesTooLateIsRefusedAndChangesNothing) {
  const auto stub = StubOf("education-commission");
  const auto request = Report();
  Clue first;
  Clue second;
  ASSERT_TRUE(stub->ReportClue(NewContext().get(), request, &first).ok());
  cluster_.clock().Advance(limits::kReplyKept);
  cluster_.Expire(contract::v1::SERVICE_CLUE);
  ASSERT_TRUE(stub->ReportClue(NewContext().get(), request, &second).ok());
  EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
  cluster_.clock().Advance(absl::Seconds(1));
  cluster_.Expire(contract::v1::SERVICE_CLUE);
  const grpc::Status late = stub->ReportClue(NewContext().get(), request, &second);
  EXPECT_EQ(late.error_code(), grpc::StatusCode::ALREADY_EXISTS);
  EXPECT_EQ(RefusalOf(late).reason, "REQUEST_ID_REUSED");
  EXPECT_THAT(late.error_message(), ::testing::HasSubstr("30 days"));
  clue::v1::ListCluesResponse all;
  ASSERT_TRUE(stub->ListClues(NewContext().get(), {}, &all).ok());
  EXPECT_EQ(all.clues_size(), 1);
}

TEST_F(DispatchTest, RequestIdOfAnotherRequestIsRefused) {
  const auto stub = StubOf("education-commission");
  auto request = Report();
  Clue reply;
  ASSERT_TRUE(stub->ReportClue(NewContext().get(), request, &reply).ok());
  request.set_description("另一件事");
  const grpc::Status status = stub->ReportClue(NewContext().get(), request, &reply);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::ALREADY_EXISTS);
  EXPECT_EQ(RefusalOf(status).reason, "REQUEST_ID_REUSED");
}

TEST_F(DispatchTest, RequestIdsOfTwoCallersDoNotMeet) {
  const auto request = Report();
  Clue one;
  Clue other;
  ASSERT_TRUE(StubOf("education-commission")->ReportClue(NewContext().get(), request, &one).ok());
  ASSERT_TRUE(StubOf("health-commission")->ReportClue(NewContext().get(), request, &other).ok());
  EXPECT_NE(one.name(), other.name());
}

TEST_F(DispatchTest, EveryCallIsInTheLedgerReadsAndRefusalsToo) {
  const auto stub = StubOf("education-commission");
  Clue clue;
  ASSERT_TRUE(stub->ReportClue(NewContext("3-3-2-p1").get(), Report(), &clue).ok());
  clue::v1::GetClueRequest get;
  get.set_name(clue.name());
  ASSERT_TRUE(stub->GetClue(NewContext().get(), get, &clue).ok());
  clue::v1::AcknowledgeClueRequest acknowledge;
  acknowledge.set_name(clue.name());
  EXPECT_FALSE(stub->AcknowledgeClue(NewContext().get(), acknowledge, &clue).ok());
  auto invalid = Report();
  invalid.clear_description();
  EXPECT_FALSE(stub->ReportClue(NewContext().get(), invalid, &clue).ok());

  const auto leaves = Leaves();
  ASSERT_EQ(leaves.size(), 4u);
  EXPECT_EQ(leaves[0].code(), 0);
  EXPECT_EQ(leaves[0].purpose(), contract::v1::CLAUSE_3_3_2_P1);
  ASSERT_EQ(leaves[0].records_size(), 1);
  EXPECT_EQ(leaves[0].records(0), get.name());
  EXPECT_EQ(leaves[1].method(), "/liandong.clue.v1.ClueService/GetClue");
  EXPECT_EQ(leaves[1].records(0), get.name());
  EXPECT_EQ(leaves[2].reason(), contract::v1::ERROR_REASON_CALLER_NOT_PERMITTED);
  EXPECT_EQ(leaves[2].clause(), contract::v1::CLAUSE_3_1);
  EXPECT_EQ(leaves[3].reason(), contract::v1::ERROR_REASON_REQUEST_INVALID);
  for (const auto& leaf : leaves) {
    EXPECT_EQ(leaf.caller(),
              "spiffe://nanchuan.liandong/agency/education-commission/division/500119/system/development");
  }
}

TEST_F(DispatchTest, PagesGoOnWithoutGapAndTokensAreTheCallersOwn) {
  const auto stub = StubOf("education-commission");
  std::vector<std::string> reported;
  for (int i = 0; i < 5; ++i) {
    Clue clue;
    ASSERT_TRUE(stub->ReportClue(NewContext().get(), Report(), &clue).ok());
    reported.push_back(clue.name());
  }
  std::vector<std::string> listed;
  clue::v1::ListCluesRequest request;
  request.set_page_size(2);
  clue::v1::ListCluesResponse page;
  do {
    ASSERT_TRUE(stub->ListClues(NewContext().get(), request, &page).ok());
    for (const Clue& clue : page.clues()) listed.push_back(clue.name());
    request.set_page_token(page.next_page_token());
    if (listed.size() == 2) {
      clue::v1::ListCluesResponse stolen;
      const auto status = StubOf("health-commission")->ListClues(NewContext().get(), request, &stolen);
      EXPECT_EQ(RefusalOf(status).reason, "PAGE_TOKEN_INVALID");
    }
  } while (!page.next_page_token().empty());
  std::sort(listed.begin(), listed.end());
  std::sort(reported.begin(), reported.end());
  EXPECT_EQ(listed, reported);
}

// As large as the rules of the fields allow, in characters of three bytes.
clue::v1::ReportClueRequest Largest(clue::v1::ReportClueRequest request) {
  const auto characters = [](size_t count) {
    std::string text;
    for (size_t i = 0; i < count; ++i) text += "寻";
    return text;
  };
  request.set_description(characters(4000));
  for (int i = 0; i < 20; ++i) {
    auto& person = *request.add_persons();
    person.set_name(characters(64));
    person.set_address(characters(200));
  }
  return request;
}

TEST_F(DispatchTest, LargeCluesDoNotKeepThePoliceFromTheRest) {
  constexpr int kClues = 48;
  const auto stub = StubOf("education-commission");
  for (int i = 0; i < kClues; ++i) {
    Clue clue;
    ASSERT_TRUE(stub->ReportClue(NewContext().get(), Largest(Report()), &clue).ok());
  }
  const auto police = StubOf("public-security");
  clue::v1::ListCluesRequest request;
  int listed = 0;
  int pages = 0;
  do {
    clue::v1::ListCluesResponse page;
    const auto status = police->ListClues(NewContext("3-1").get(), request, &page);
    ASSERT_TRUE(status.ok()) << status.error_message();
    listed += page.clues_size();
    ++pages;
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  EXPECT_EQ(listed, kClues);
  EXPECT_GT(pages, 1) << "the default page would have had room for all";
}

TEST_F(DispatchTest, AFieldThatTheServiceDoesNotKnowIsRefusedByItsPath) {
  const auto stub = StubOf("education-commission");
  auto request = Report();
  auto& person = *request.add_persons();
  person.set_name("罗一鸣");
  person.GetReflection()->MutableUnknownFields(&person)->AddLengthDelimited(4711, std::string(1000, 'x'));
  Clue reply;
  const auto status = stub->ReportClue(NewContext().get(), request, &reply);
  EXPECT_EQ(RefusalOf(status).reason, "REQUEST_INVALID");
  EXPECT_NE(status.error_message().find("persons[0].4711:"), std::string::npos) << status.error_message();
}

TEST_F(DispatchTest, EveryFaultOfARequestIsNamedByItsPath) {
  auto request = Report();
  request.set_channel(static_cast<clue::v1::ClueChannel>(77));
  request.set_division("999999");
  request.add_persons()->mutable_document()->set_number("500119201902300011");
  Clue reply;
  const auto status = StubOf("education-commission")->ReportClue(NewContext().get(), request, &reply);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  for (const char* path : {"channel:", "division:", "persons[0].document.type:"}) {
    EXPECT_NE(status.error_message().find(path), std::string::npos) << path << " in " << status.error_message();
  }
}

TEST_F(DispatchTest, MetadataThatIsNotWellFormedIsRefused) {
  Clue reply;
  const auto status = StubOf("education-commission")->ReportClue(NewContext("nine").get(), Report(), &reply);
  EXPECT_EQ(RefusalOf(status).reason, "METADATA_INVALID");
}

TEST_F(DispatchTest, ALargeMessageIsRefusedAndTheServerGoesOn) {
  const auto stub = StubOf("education-commission");
  auto request = Report();
  request.set_description(std::string(2 << 20, 'x'));
  Clue reply;
  EXPECT_EQ(stub->ReportClue(NewContext().get(), request, &reply).error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_TRUE(stub->ReportClue(NewContext().get(), Report(), &reply).ok());
}

TEST_F(DispatchTest, AWatchGoesOnFromItsTokenAcrossARestart) {
  const auto reporter = StubOf("education-commission");
  Clue first;
  ASSERT_TRUE(reporter->ReportClue(NewContext().get(), Report(), &first).ok());
  std::string token;
  {
    const auto stub = StubOf("public-security");
    auto context = NewContext();
    auto stream = stub->WatchClues(context.get(), {});
    clue::v1::ClueEvent event;
    ASSERT_TRUE(stream->Read(&event));
    EXPECT_EQ(event.clue(), first.name());
    token = event.resume_token();
    context->TryCancel();
    stream->Finish();
  }
  Clue second;
  ASSERT_TRUE(reporter->ReportClue(NewContext().get(), Report(), &second).ok());
  cluster_.Stop(contract::v1::SERVICE_CLUE);
  cluster_.Start(contract::v1::SERVICE_CLUE);
  const auto stub = StubOf("public-security");
  auto context = NewContext();
  context->set_wait_for_ready(true);
  clue::v1::WatchCluesRequest request;
  request.set_resume_token(token);
  auto stream = stub->WatchClues(context.get(), request);
  clue::v1::ClueEvent event;
  ASSERT_TRUE(stream->Read(&event));
  EXPECT_EQ(event.clue(), second.name());
  // Also while the stream is open.
  Clue third;
  auto later = NewContext();
  later->set_wait_for_ready(true);
  ASSERT_TRUE(StubOf("education-commission")->ReportClue(later.get(), Report(), &third).ok());
  ASSERT_TRUE(stream->Read(&event));
  EXPECT_EQ(event.clue(), third.name());
  context->TryCancel();
  stream->Finish();
}

TEST_F(DispatchTest, AWatchShowsOnlyWhatIsWithinReach) {
  Clue own;
  Clue other;
  ASSERT_TRUE(StubOf("health-commission")->ReportClue(NewContext().get(), Report(), &other).ok());
  ASSERT_TRUE(StubOf("education-commission")->ReportClue(NewContext().get(), Report(), &own).ok());
  auto context = NewContext();
  const auto stub = StubOf("education-commission");
  auto stream = stub->WatchClues(context.get(), {});
  clue::v1::ClueEvent event;
  ASSERT_TRUE(stream->Read(&event));
  EXPECT_EQ(event.clue(), own.name());
  context->TryCancel();
  stream->Finish();
}

TEST_F(DispatchTest, ALedgerSurvivesARestartAndVerifies) {
  Clue clue;
  ASSERT_TRUE(StubOf("education-commission")->ReportClue(NewContext().get(), Report(), &clue).ok());
  cluster_.Stop(contract::v1::SERVICE_CLUE);
  cluster_.Start(contract::v1::SERVICE_CLUE);
  auto context = NewContext();
  context->set_wait_for_ready(true);
  ASSERT_TRUE(StubOf("education-commission")->ReportClue(context.get(), Report(), &clue).ok());
  const auto verifier = ledger::CheckpointVerifier::FromFiles({cluster_.PkiFile("clue.ledger.pub")});
  ASSERT_TRUE(verifier.ok());
  auto connection = store::SqliteConnection::Open(cluster_.DatabasePath(contract::v1::SERVICE_CLUE),
                                                  store::SqliteConnection::Mode::kReadOnly);
  ledger::StoredSource source(connection->get(), verifier->tree_hash());
  const auto checkpoint = ledger::VerifyLedger(source, verifier->tree_hash(), &*verifier, {}, [](int64_t) {});
  ASSERT_TRUE(checkpoint.ok()) << checkpoint.status();
  EXPECT_EQ(checkpoint->size, 2);
}

clue::v1::GetClueRequest NamedClue(const std::string& name) {
  clue::v1::GetClueRequest request;
  request.set_name(name);
  return request;
}

// The clock stands still, so no further calls become available.
TEST_F(DispatchTest, ACallerOverItsRateIsToldWhenToTryAgainAndOthersGoOn) {
  cluster_.Adjust([](runtime::Config& config) { config.agency_rate = 2; });
  cluster_.Stop(contract::v1::SERVICE_CLUE);
  cluster_.Start(contract::v1::SERVICE_CLUE);
  Clue clue;
  grpc::Status status;
  for (int i = 0; i < 7; ++i) {
    auto context = NewContext();
    context->set_wait_for_ready(true);
    status = StubOf("education-commission")->ReportClue(context.get(), Report(), &clue);
    EXPECT_EQ(status.ok(), i < 4) << i;
  }
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  EXPECT_EQ(RefusalOf(status).reason, "QUOTA_EXCEEDED");
  google::rpc::Status details;
  google::rpc::RetryInfo retry;
  details.ParseFromString(status.error_details());
  bool told = false;
  for (const auto& detail : details.details()) told = told || detail.UnpackTo(&retry);
  EXPECT_TRUE(told);
  EXPECT_GE(retry.retry_delay().seconds(), 1);
  EXPECT_TRUE(StubOf("public-security")->GetClue(NewContext().get(), NamedClue(clue.name()), &clue).ok());
  // The first refusal has an entry, and the others share one.
  cluster_.Stop(contract::v1::SERVICE_CLUE);
  auto connection = store::SqliteConnection::Open(cluster_.DatabasePath(contract::v1::SERVICE_CLUE),
                                                  store::SqliteConnection::Mode::kReadOnly);
  EXPECT_EQ(ledger::Ledger::Size(**connection).value(), 4 + 2 + 1);
}

}  // namespace
}  // namespace liandong
