#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/ledger/checkpoint.h"
#include "shared/limits/limits.h"
#include "shared/outbox/outbox.h"
#include "shared/seal/key_store.h"
#include "shared/store/sqlite_connection.h"
#include "shared/store/sqlite_database.h"
#include "tests/contract/json_calls.h"
#include "tests/testing/postgres/server.h"
#include "tools/dbcopy/archive.h"

// A message that its receiver rejects: who learns of it, and how it arrives after all.
namespace liandong {
namespace {

using contract::v1::SERVICE_CLUE;
using contract::v1::SERVICE_REGISTRATION;
using nlohmann::json;

constexpr char kOffice[] = "joint-conference-office";
constexpr char kReportClue[] = "/liandong.clue.v1.ClueService/ReportClue";
constexpr absl::Duration kPatience = absl::Seconds(60);
// Longer than messages are sent again by themselves.
constexpr absl::Duration kAWhile = absl::Hours(2);

class DeliveryTest : public testing::JsonCalls {
 protected:
  // A report that the registration service sends to the clue service.
  static clue::v1::ReportClueRequest Report(const std::string& reference) {
    clue::v1::ReportClueRequest report;
    report.set_channel(clue::v1::CLUE_CHANNEL_REGISTRY_HOLD);
    report.set_kind(clue::v1::CLUE_KIND_WOMAN_TRAFFICKING);
    report.set_division("500119");
    report.set_registration_reference(reference);
    report.set_description("登记核验暂停");
    return report;
  }

  // Writes reports into the outbox of the registration service, which must be stopped.
  void Plant(std::vector<clue::v1::ReportClueRequest> reports) {
    const auto roots = seal::RootKeys::Open(cluster_.PkiFile("registration.master"), "", seal::Suite::kStandard);
    ASSERT_TRUE(roots.ok()) << roots.status();
    const seal::KeyStore keys(roots->get(), seal::Suite::kStandard);
    auto database = store::OpenSqlite(cluster_.DatabasePath(SERVICE_REGISTRATION));
    ASSERT_TRUE(database.ok()) << database.status();
    const auto written = (*database)->WriteAndWait([&](store::Tx& tx) -> absl::Status {
      LD_ASSIGN_OR_RETURN(const auto ring, keys.Load(tx, absl::InfiniteFuture()));
      const seal::Sealer sealer(ring.get());
      const outbox::Outbox outbox(&sealer);
      for (clue::v1::ReportClueRequest& report : reports) {
        LD_RETURN_IF_ERROR(
            outbox.Add(tx, SERVICE_CLUE, kReportClue, report, contract::v1::CLAUSE_3_3_4, cluster_.clock().Now()));
      }
      return absl::OkStatus();
    });
    EXPECT_TRUE(written.ok()) << written;
    (*database)->Stop();
  }

  void Restart(law::Service service) {
    cluster_.Stop(service);
    cluster_.Start(service);
    Reconnect();
  }

  // The items of a list that the office reads.
  json Listed(const std::string& method, const std::string& items) {
    const json reply = Do(kOffice, method, "2-3", json::object());
    return reply.contains(items) ? reply[items] : json::array();
  }
  json SetAside() { return Listed("registration/ListSetAsideMessages", "set_aside_messages"); }
  json Notices() { return Listed("oversight/ListUndeliveredNotices", "undelivered_notices"); }
  size_t Clues(const std::string& reference) {
    const json reply =
        Do("public-security", "clue/ListClues", "3-1", {{"registration_reference", reference}, {"page_size", 10}});
    return reply.contains("clues") ? reply["clues"].size() : 0;
  }
  static void Await(const std::function<bool()>& reached) {
    const absl::Time until = absl::Now() + kPatience;
    while (!reached() && absl::Now() < until) absl::SleepFor(absl::Milliseconds(20));
    ASSERT_TRUE(reached());
  }

  story::Outcome Resend(const json& name) {
    return Call(kOffice, "registration/ResendMessage", "2-3", {{"name", name}});
  }

  int64_t Count(const std::string& sql) {
    const auto connection = store::SqliteConnection::Open(cluster_.DatabasePath(SERVICE_REGISTRATION),
                                                          store::SqliteConnection::Mode::kReadOnly);
    int64_t count = -1;
    EXPECT_TRUE((*connection)->Query(sql, {}, [&](const store::Row& row) { count = row.Int(0); }).ok());
    return count;
  }
};

// The clock of the receiver is behind: it takes the time of the second report for the future.
TEST_F(DeliveryTest, TheOfficeLearnsOfARejectedMessageAndSendsItAgainAfterTheRepair) {
  cluster_.Stop(SERVICE_REGISTRATION);
  auto early = Report("R-0000000000000002");
  *early.mutable_occur_time() = base::ToProto(cluster_.clock().Now() + 3 * kAWhile);
  Plant({Report("R-0000000000000001"), early, Report("R-0000000000000003")});
  cluster_.Start(SERVICE_REGISTRATION);
  Reconnect();
  Await([&] { return Clues("R-0000000000000001") == 1 && Clues("R-0000000000000003") == 1; });
  EXPECT_EQ(Clues("R-0000000000000002"), 0U);
  EXPECT_TRUE(SetAside().empty());

  cluster_.clock().Advance(kAWhile);
  Await([&] { return Notices().size() == 1; });
  const json notice = Notices()[0];
  EXPECT_EQ(notice["service"], "SERVICE_REGISTRATION");
  EXPECT_EQ(notice["message"]["target"], "SERVICE_CLUE");
  EXPECT_EQ(notice["message"]["method"], kReportClue);
  EXPECT_EQ(notice["message"]["reason"], "ERROR_REASON_REQUEST_INVALID");
  const json noted = Do(kOffice, "oversight/AcknowledgeUndeliveredNotice", "2-3",
                        {{"name", notice["name"]}, {"note", "已电话告知区公安局"}});
  EXPECT_TRUE(noted.contains("acknowledge_time"));
  ASSERT_EQ(SetAside().size(), 1U);
  EXPECT_EQ(SetAside()[0], notice["message"]);

  // It outlives the process, and is not sent by itself.
  Restart(SERVICE_REGISTRATION);
  cluster_.clock().Advance(kAWhile);
  ASSERT_EQ(SetAside().size(), 1U);
  const json first = SetAside()[0]["name"];
  ASSERT_EQ(Resend(first).code, 0);
  // Nothing was repaired. The office sees that soon.
  Await([&] { return SetAside().size() == 1 && SetAside()[0]["name"] != first; });
  EXPECT_EQ(Resend(first).reason, "NOT_FOUND");

  cluster_.clock().Advance(2 * kAWhile);
  ASSERT_EQ(Resend(SetAside()[0]["name"]).code, 0);
  Await([&] { return Clues("R-0000000000000002") == 1; });
  EXPECT_TRUE(SetAside().empty());
  EXPECT_EQ(Count("SELECT count(*) FROM set_aside_message"), 0);
  Restart(SERVICE_REGISTRATION);
  Restart(SERVICE_CLUE);
  EXPECT_EQ(Clues("R-0000000000000002"), 1U);
}

TEST_F(DeliveryTest, AMatterThatWasSettledInAnotherWayIsKeptButNoLongerListed) {
  cluster_.Stop(SERVICE_REGISTRATION);
  Plant({clue::v1::ReportClueRequest()});
  cluster_.Start(SERVICE_REGISTRATION);
  Reconnect();
  // It was refused once, and its patience is over.
  Await([&] { return Count("SELECT count(*) FROM outbox WHERE first_refusal > 0") == 1; });
  cluster_.clock().Advance(kAWhile);
  Await([&] { return SetAside().size() == 1; });
  const json name = SetAside()[0]["name"];
  const json settled = Do(kOffice, "registration/SettleMessage", "2-3", {{"name", name}});
  EXPECT_TRUE(settled.contains("settle_time"));
  EXPECT_TRUE(SetAside().empty());
  const json all = Do(kOffice, "registration/ListSetAsideMessages", "2-3", {{"with_settled", true}});
  EXPECT_EQ(all["set_aside_messages"], json::array({settled}));
  EXPECT_EQ(Count("SELECT count(*) FROM set_aside_message"), 1);
}

// Nothing of it is lost when keys rotate, or when the database moves to the other engine.
TEST_F(DeliveryTest, AMessageThatIsSetAsideSurvivesItsKeyAndItsDatabase) {
  cluster_.Stop(SERVICE_REGISTRATION);
  auto early = Report("R-0000000000000002");
  *early.mutable_occur_time() = base::ToProto(cluster_.clock().Now() + 2 * kAWhile);
  Plant({early});
  cluster_.Start(SERVICE_REGISTRATION);
  Reconnect();
  Await([&] { return Count("SELECT count(*) FROM outbox WHERE first_refusal > 0") == 1; });
  cluster_.clock().Advance(kAWhile);
  Await([&] { return SetAside().size() == 1; });
  const json name = SetAside()[0]["name"];

  cluster_.clock().Advance(limits::kEpoch);
  cluster_.Seal(SERVICE_REGISTRATION);
  cluster_.Stop(SERVICE_REGISTRATION);
  const std::string postgres = testing::NewPostgresDatabase();
  const auto verifier = ledger::CheckpointVerifier::FromFiles({cluster_.PkiFile("registration.ledger.pub")});
  ASSERT_TRUE(verifier.ok()) << verifier.status();
  const auto moved = dbcopy::Move({SERVICE_REGISTRATION, &*verifier, [](const std::string&, int64_t) {}},
                                  cluster_.DatabasePath(SERVICE_REGISTRATION), postgres);
  ASSERT_TRUE(moved.ok()) << moved.status();
  cluster_.Adjust([&](runtime::Config& config) {
    config.data_path.clear();
    config.postgres = postgres;
  });
  cluster_.Start(SERVICE_REGISTRATION);
  Reconnect();
  ASSERT_EQ(SetAside().size(), 1U);
  EXPECT_EQ(SetAside()[0]["name"], name);
  ASSERT_EQ(Resend(name).code, 0);
  Await([&] { return Clues("R-0000000000000002") == 1; });
  EXPECT_TRUE(SetAside().empty());
}

}  // namespace
}  // namespace liandong
