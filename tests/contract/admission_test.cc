#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "liandong/clue/v1/clue_service.grpc.pb.h"
#include "liandong/ledger/v1/ledger_service.grpc.pb.h"
#include "shared/base/ids.h"
#include "shared/limits/admission.h"
#include "tests/testing/cluster.h"
#include "tests/testing/postgres/server.h"

// What admission control charges and refuses, seen by callers with real stubs over mutual TLS, on both engines.
namespace liandong {
namespace {

using clue::v1::Clue;
using clue::v1::ClueService;
using contract::v1::SERVICE_CLUE;
using testing::NewContext;
using testing::RefusalOf;

constexpr char kReporter[] = "education-commission";
constexpr char kPolice[] = "public-security";
constexpr char kWatchClues[] = "/liandong.clue.v1.ClueService/WatchClues";

enum class Engine { kSqlite, kPostgres };

class AdmissionTest : public ::testing::TestWithParam<Engine> {
 protected:
  // Starts the clue service on the engine with a limit of so many units of work per second.
  void SetUp() override { Restart(1e9); }
  void Restart(double agency_rate) {
    if (postgres_.empty() && GetParam() == Engine::kPostgres) postgres_ = testing::NewPostgresDatabase();
    cluster_.Adjust([this, agency_rate](runtime::Config& config) {
      config.agency_rate = agency_rate;
      if (!postgres_.empty()) config.data_path.clear();
      config.postgres = postgres_;
    });
    cluster_.Stop(SERVICE_CLUE);
    cluster_.Start(SERVICE_CLUE);
  }

  std::unique_ptr<ClueService::Stub> StubOf(const std::string& certificate) {
    return ClueService::NewStub(cluster_.ChannelTo(SERVICE_CLUE, certificate));
  }

  static std::unique_ptr<grpc::ClientContext> Patient() {
    auto context = NewContext();
    context->set_wait_for_ready(true);
    return context;
  }

  static clue::v1::ReportClueRequest Report(int persons) {
    clue::v1::ReportClueRequest request;
    request.set_request_id(base::NewUuid());
    request.set_channel(clue::v1::CLUE_CHANNEL_PHONE);
    request.set_kind(clue::v1::CLUE_KIND_CHILD_TRAFFICKING);
    request.set_description("电话举报");
    for (int i = 0; i < persons; ++i) request.add_persons()->set_name("王小明");
    return request;
  }

  // Until the first call that is refused for its rate.
  template <typename MakeCall>
  static int CallsUntilRefused(int most, MakeCall call) {
    for (int i = 0; i < most; ++i) {
      const grpc::Status status = call();
      if (RefusalOf(status).reason == "QUOTA_EXCEEDED") return i;
    }
    return most;
  }

  static grpc::Status Watch(ClueService::Stub& stub, const std::string& token) {
    auto context = Patient();
    clue::v1::WatchCluesRequest request;
    request.set_resume_token(token);
    auto stream = stub.WatchClues(context.get(), request);
    clue::v1::ClueEvent event;
    while (stream->Read(&event)) {
    }
    return stream->Finish();
  }

  // A call of any method by the reporter.
  grpc::Status CallBytes(const std::string& method, const std::string& bytes) {
    grpc::GenericStub stub(cluster_.ChannelTo(SERVICE_CLUE, kReporter));
    const auto context = Patient();
    const grpc::Slice slice(bytes);
    grpc::ByteBuffer request(&slice, 1);
    grpc::ByteBuffer reply;
    grpc::Status result;
    absl::Notification done;
    stub.UnaryCall(context.get(), method, grpc::StubOptions(), &request, &reply, [&](const grpc::Status& status) {
      result = status;
      done.Notify();
    });
    done.WaitForNotification();
    return result;
  }

  // The entries of the agency's calls once the bursts are over. On PostgreSQL, entries wait a moment for the replica
  // that adds them to the tree.
  std::vector<ledger::v1::Leaf> Entries(const std::string& agency) {
    absl::SleepFor(2 * limits::kRefusalBurst);
    const auto stub = ledger::v1::LedgerService::NewStub(cluster_.ChannelTo(SERVICE_CLUE, agency));
    ledger::v1::ListEntriesRequest request;
    request.set_page_size(1000);
    ledger::v1::ListEntriesResponse reply;
    const auto context = NewContext("8-3");
    context->set_wait_for_ready(true);
    const grpc::Status status = stub->ListEntries(context.get(), request, &reply);
    EXPECT_TRUE(status.ok()) << status.error_message();
    std::vector<ledger::v1::Leaf> leaves;
    for (const auto& entry : reply.entries()) leaves.emplace_back().ParseFromString(entry.leaf());
    return leaves;
  }

  // How many refused calls the entries stand for, and how many entries there are.
  struct Refused {
    int64_t calls = 0;
    int64_t entries = 0;
  };
  static Refused RefusedIn(const std::vector<ledger::v1::Leaf>& entries, const std::string& method) {
    Refused refused;
    for (const auto& leaf : entries) {
      if (leaf.method() != method || leaf.code() == 0) continue;
      refused.calls += std::max<int64_t>(1, leaf.refused_calls());
      ++refused.entries;
    }
    return refused;
  }

  testing::TestCluster cluster_;
  std::string postgres_;
};

INSTANTIATE_TEST_SUITE_P(Engines, AdmissionTest, ::testing::Values(Engine::kSqlite, Engine::kPostgres),
                         [](const auto& engine) { return engine.param == Engine::kSqlite ? "sqlite" : "postgres"; });

// The clock stands still, so nothing becomes available again.
TEST_P(AdmissionTest, AReportOfTwentyPersonsCostsTwenty) {
  Restart(50);
  const auto reporter = StubOf(kReporter);
  Clue clue;
  EXPECT_EQ(CallsUntilRefused(20, [&] { return reporter->ReportClue(Patient().get(), Report(20), &clue); }), 5);
  const auto other = StubOf("health-commission");
  EXPECT_EQ(CallsUntilRefused(200, [&] { return other->ReportClue(Patient().get(), Report(1), &clue); }), 100);
}

TEST_P(AdmissionTest, RefusalsAreChargedLikeSuccesses) {
  Restart(10);
  const auto stub = StubOf(kReporter);
  Clue clue;
  EXPECT_EQ(CallsUntilRefused(100, [&] { return stub->AcknowledgeClue(Patient().get(), {}, &clue); }), 20);
  EXPECT_EQ(RefusalOf(stub->ReportClue(NewContext().get(), Report(1), &clue)).reason, "QUOTA_EXCEEDED");
}

TEST_P(AdmissionTest, RequestsThatAreNotValidAreChargedToo) {
  Restart(10);
  const auto stub = StubOf(kReporter);
  Clue clue;
  EXPECT_EQ(CallsUntilRefused(100, [&] { return stub->ReportClue(Patient().get(), {}, &clue); }), 20);
}

TEST_P(AdmissionTest, StreamsAreChargedToo) {
  Restart(10);
  const auto stub = StubOf(kPolice);
  EXPECT_EQ(CallsUntilRefused(100, [&] { return Watch(*stub, "not a token"); }), 4);
  const grpc::Status status = Watch(*stub, "not a token");
  EXPECT_EQ(status.error_code(), grpc::StatusCode::RESOURCE_EXHAUSTED);
  google::rpc::Status details;
  details.ParseFromString(status.error_details());
  google::rpc::RetryInfo retry;
  bool told = false;
  for (const auto& detail : details.details()) told = told || detail.UnpackTo(&retry);
  EXPECT_TRUE(told);
  EXPECT_GE(retry.retry_delay().seconds(), 1);
}

TEST_P(AdmissionTest, ABurstOfRefusalsSharesOneEntryWithTheirNumber) {
  constexpr int kCalls = 200;
  const auto stub = StubOf(kReporter);
  Clue clue;
  for (int i = 0; i < kCalls; ++i) {
    const grpc::Status status = stub->AcknowledgeClue(Patient().get(), {}, &clue);
    EXPECT_EQ(RefusalOf(status).reason, "CALLER_NOT_PERMITTED");
  }
  const Refused refused = RefusedIn(Entries(kReporter), "/liandong.clue.v1.ClueService/AcknowledgeClue");
  EXPECT_EQ(refused.calls, kCalls);
  // Two for each second that it took.
  EXPECT_LE(refused.entries, 20);
}

TEST_P(AdmissionTest, ABurstOfStreamsWithABadTokenToo) {
  constexpr int kStreams = 100;
  const auto stub = StubOf(kPolice);
  for (int i = 0; i < kStreams; ++i) EXPECT_EQ(RefusalOf(Watch(*stub, "not a token")).reason, "PAGE_TOKEN_INVALID");
  const Refused refused = RefusedIn(Entries(kPolice), kWatchClues);
  EXPECT_EQ(refused.calls, kStreams);
  EXPECT_LE(refused.entries, 20);
}

TEST_P(AdmissionTest, CallsOfUnknownMethodsAreChargedAndLeaveEvidence) {
  Restart(10);
  for (int i = 0; i < 20; ++i) {
    EXPECT_EQ(CallBytes("/liandong.clue.v1.ClueService/DropClue" + std::to_string(i), "").error_code(),
              grpc::StatusCode::UNIMPLEMENTED);
  }
  EXPECT_EQ(RefusalOf(CallBytes("/no.such.Service/Method", "")).reason, "QUOTA_EXCEEDED");
  Restart(1e9);
  const Refused refused = RefusedIn(Entries(kReporter), "/unknown");
  EXPECT_EQ(refused.calls, 21);
  EXPECT_LE(refused.entries, 10);
}

TEST_P(AdmissionTest, CallsOverTheRateAreCountedInTheLedger) {
  Restart(10);
  const auto stub = StubOf(kReporter);
  Clue clue;
  for (int i = 0; i < 120; ++i) stub->AcknowledgeClue(Patient().get(), {}, &clue).ok();
  Restart(1e9);
  const auto entries = Entries(kReporter);
  int64_t over = 0;
  for (const auto& leaf : entries) {
    if (leaf.reason() == contract::v1::ERROR_REASON_QUOTA_EXCEEDED) over += std::max<int64_t>(1, leaf.refused_calls());
  }
  EXPECT_EQ(over, 100);
  EXPECT_EQ(RefusedIn(entries, "/liandong.clue.v1.ClueService/AcknowledgeClue").calls, 120);
}

// When a process stops, the entries of the bursts are written first.
TEST_P(AdmissionTest, NoCountIsLostWhenAProcessStops) {
  const auto stub = StubOf(kReporter);
  Clue clue;
  for (int i = 0; i < 50; ++i) stub->AcknowledgeClue(Patient().get(), {}, &clue).ok();
  Restart(1e9);
  EXPECT_EQ(RefusedIn(Entries(kReporter), "/liandong.clue.v1.ClueService/AcknowledgeClue").calls, 50);
}

}  // namespace
}  // namespace liandong
