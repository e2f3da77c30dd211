#include "shared/outbox/relay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "shared/base/fake_clock.h"
#include "shared/errors/errors.h"
#include "shared/limits/delivery.h"
#include "shared/limits/limits.h"
#include "shared/store/postgres_database.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/key_ring.h"
#include "tests/testing/postgres/server.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::outbox {
namespace {

using contract::v1::SERVICE_CASEFILE;
using contract::v1::SERVICE_CLUE;

constexpr absl::Duration kPatience = absl::Seconds(60);
// Longer than the relay sleeps after a first failure.
constexpr absl::Duration kAWhile = absl::Milliseconds(600);

class RelayTest : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (std::string(GetParam()) == "postgres") postgres_ = testing::NewPostgresDatabase();
    Begin();
  }
  void TearDown() override { End(); }

  void Begin() {
    database_ = *(postgres_.empty() ? store::OpenSqlite(directory_.path() + "/db") : store::OpenPostgres(postgres_));
    ASSERT_TRUE(database_->Migrate(Outbox::Migrations()).ok());
    database_->AddHook(&commits_);
    relay_ = std::make_unique<Relay>(
        database_.get(), &outbox_, &clock_, [this](const Message& message) { return Receive(message); },
        [this](store::Tx& tx, const SetAsideMessage& message, absl::Time now) { return Tell(tx, message, now); },
        [this](const Relay::Standing& standing) { set_aside_metric_ = standing.set_aside; });
    database_->AddHook(relay_.get());
    relay_->Start();
  }
  void End() {
    relay_->Stop();
    database_->Stop();
    relay_.reset();
    database_.reset();
  }
  // The process ends, and another begins.
  void Restart() {
    End();
    Begin();
  }

  void Add(contract::v1::Service target, int messages) {
    ASSERT_TRUE(database_
                    ->WriteAndWait([&](store::Tx& tx) {
                      absl::Status added;
                      for (int i = 0; i < messages && added.ok(); ++i) {
                        clue::v1::ReportClueRequest request;
                        added = outbox_.Add(tx, target, "/m", request, contract::v1::CLAUSE_3_1, clock_.Now());
                      }
                      return added;
                    })
                    .ok());
  }
  int64_t Waiting() {
    return database_->ReadValue([&](store::ReadTx& tx) { return outbox_.Waiting(tx, clock_.Now()); })->messages;
  }
  void AwaitWaiting(int64_t messages) {
    const absl::Time until = absl::Now() + kPatience;
    while (Waiting() != messages && absl::Now() < until) absl::SleepFor(absl::Milliseconds(5));
    ASSERT_EQ(Waiting(), messages);
  }
  absl::Status Receive(const Message& message) {
    absl::MutexLock lock(&mutex_);
    ++sent_[message.target];
    absl::Status answer = answers_[message.target];
    clue::v1::ReportClueRequest request;
    EXPECT_TRUE(request.ParseFromString(message.request));
    EXPECT_EQ(request.request_id(), message.id);
    if (!refused_.empty() && request.description() == refused_) answer = refusal_;
    if (answer.ok()) accepted_.push_back(request.description());
    return answer;
  }
  // In place of the notice to the office: a message to the oversight service.
  absl::Status Tell(store::Tx& tx, const SetAsideMessage& message, absl::Time now) {
    clue::v1::ReportClueRequest notice;
    notice.set_description("told of " + errors::ReasonName(message.reason));
    return outbox_.Add(tx, contract::v1::SERVICE_OVERSIGHT, "/m", notice, contract::v1::CLAUSE_2_3, now);
  }
  // From now on the receivers refuse the message with this description; empty: none.
  void Refuse(const std::string& description, const absl::Status& refusal = absl::OkStatus()) {
    absl::MutexLock lock(&mutex_);
    refused_ = description;
    refusal_ = refusal;
  }
  // Descriptions of the messages that receivers accepted, in the order of their arrival.
  std::vector<std::string> accepted() {
    absl::MutexLock lock(&mutex_);
    return accepted_;
  }
  void AddDescribed(const std::string& description) {
    ASSERT_TRUE(database_
                    ->WriteAndWait([&](store::Tx& tx) {
                      clue::v1::ReportClueRequest request;
                      request.set_description(description);
                      return outbox_.Add(tx, SERVICE_CASEFILE, "/m", request, contract::v1::CLAUSE_3_1, clock_.Now());
                    })
                    .ok());
  }
  std::vector<SetAsideMessage> SetAside(bool with_settled = false) {
    return *database_->ReadValue([&](store::ReadTx& tx) {
      return outbox_.set_aside().List(tx, {.with_settled = with_settled, .before = "", .limit = 100});
    });
  }
  void Resend(const std::string& id) {
    ASSERT_TRUE(
        database_->WriteAndWait([&](store::Tx& tx) { return outbox_.Resend(tx, id, clock_.Now()).status(); }).ok());
  }
  static void Await(const std::function<bool()>& reached) {
    const absl::Time until = absl::Now() + kPatience;
    while (!reached() && absl::Now() < until) absl::SleepFor(absl::Milliseconds(5));
    ASSERT_TRUE(reached());
  }
  void AwaitSetAside(size_t messages) {
    Await([&] { return SetAside().size() == messages; });
  }
  void AwaitAccepted(size_t messages) {
    Await([&] { return accepted().size() == messages; });
  }
  int sent(contract::v1::Service target) {
    absl::MutexLock lock(&mutex_);
    return sent_[target];
  }
  void Answer(contract::v1::Service target, const absl::Status& answer) {
    absl::MutexLock lock(&mutex_);
    answers_[target] = answer;
  }

  // Counts the transactions that wrote.
  class Commits : public store::BatchHook {
   public:
    absl::Status BeforeCommit(store::Tx&) override { return absl::OkStatus(); }
    void Committed() override { ++count; }
    void Aborted() override {}
    std::atomic<int> count = 0;
  };

  static constexpr int kMessages = 1000;

  testing::TemporaryDirectory directory_;
  std::string postgres_;  // empty: SQLite
  base::FakeClock clock_{absl::FromUnixSeconds(1795000000)};
  seal::KeyRing ring_ = testing::TestRing();
  seal::Sealer sealer_{&ring_};
  Outbox outbox_{&sealer_};
  Commits commits_;
  absl::Mutex mutex_;
  std::map<contract::v1::Service, absl::Status> answers_;
  std::map<contract::v1::Service, int> sent_;
  std::string refused_;
  absl::Status refusal_;
  std::vector<std::string> accepted_;
  std::atomic<int64_t> set_aside_metric_ = 0;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<Relay> relay_;
};

TEST_P(RelayTest, AServiceThatIsDownCostsNothingInProportionToWhatWaits) {
  Answer(SERVICE_CASEFILE, absl::UnavailableError("down"));
  Add(SERVICE_CASEFILE, kMessages);
  // The other service gets its message all the same.
  Add(SERVICE_CLUE, 1);
  AwaitWaiting(kMessages);
  absl::SleepFor(kAWhile);
  EXPECT_EQ(sent(SERVICE_CLUE), 1);
  EXPECT_EQ(sent(SERVICE_CASEFILE), 1);
  // The two that added messages, those that marked the two that were sent, and those that reserved them.
  EXPECT_LE(commits_.count, 2 + 2 + 2);

  Answer(SERVICE_CASEFILE, absl::OkStatus());
  clock_.Advance(limits::kOutboxLongestRetry);
  AwaitWaiting(0);
  EXPECT_EQ(sent(SERVICE_CASEFILE), 1 + kMessages);
  // Many deliveries are marked by one commit; replicas reserve few at a time.
  EXPECT_LT(commits_.count, database_->exclusive() ? kMessages / 20 : kMessages / 3);
}

TEST_P(RelayTest, ARefusedMessageDoesNotHoldUpTheOthers) {
  Answer(SERVICE_CASEFILE, errors::Refuse(contract::v1::ERROR_REASON_NOT_FOUND));
  Add(SERVICE_CASEFILE, 3);
  const absl::Time until = absl::Now() + kPatience;
  while (sent(SERVICE_CASEFILE) < 3 && absl::Now() < until) absl::SleepFor(absl::Milliseconds(5));
  EXPECT_EQ(sent(SERVICE_CASEFILE), 3);
  EXPECT_EQ(Waiting(), 3);
}

TEST_P(RelayTest, AMessageThatHadItsEffectLongAgoIsNotSentAgain) {
  Answer(SERVICE_CASEFILE, errors::Refuse(contract::v1::ERROR_REASON_REQUEST_ID_REUSED));
  Add(SERVICE_CASEFILE, 1);
  AwaitWaiting(0);
  EXPECT_EQ(sent(SERVICE_CASEFILE), 1);
}

TEST_P(RelayTest, AMessageThatIsRefusedForLongIsSetAsideAndReportedAndDeliveredOnceAfterTheRepair) {
  Refuse("b", errors::Refuse(contract::v1::ERROR_REASON_CALLER_NOT_PERMITTED));
  for (const char* description : {"a", "b", "c"}) AddDescribed(description);
  AwaitAccepted(2);
  EXPECT_THAT(accepted(), ::testing::ElementsAre("a", "c"));
  EXPECT_TRUE(SetAside().empty()) << "the receiver may be upgraded soon";

  clock_.Advance(limits::kRefusedMessagePatience);
  AwaitSetAside(1);
  AwaitAccepted(3);
  EXPECT_EQ(accepted().back(), "told of CALLER_NOT_PERMITTED");
  AwaitWaiting(0);
  const SetAsideMessage about = SetAside().front();
  EXPECT_EQ(about.target, SERVICE_CASEFILE);
  EXPECT_EQ(about.method, "/m");
  EXPECT_EQ(about.purpose, contract::v1::CLAUSE_3_1);
  EXPECT_EQ(about.code, absl::StatusCode::kPermissionDenied);
  EXPECT_EQ(about.set_aside_time, clock_.Now());
  // Messages of one moment are numbered by microseconds.
  EXPECT_EQ(absl::ToUnixSeconds(about.create_time),
            absl::ToUnixSeconds(clock_.Now() - limits::kRefusedMessagePatience));
  EXPECT_GE(about.attempts, 2);

  Restart();
  Await([&] { return set_aside_metric_ == 1; });
  Refuse("");
  AddDescribed("d");
  AwaitAccepted(4);
  EXPECT_EQ(SetAside().size(), 1U) << "nobody has sent it again";
  Resend(about.id);
  AwaitAccepted(5);
  EXPECT_EQ(accepted().back(), "b");
  AwaitWaiting(0);
  Await([&] { return set_aside_metric_ == 0; });
  EXPECT_TRUE(SetAside(true).empty());
  // Nor is it sent again after another restart.
  Restart();
  AddDescribed("e");
  AwaitAccepted(6);
  EXPECT_EQ(accepted().back(), "e");
}

TEST_P(RelayTest, AResentMessageThatIsRefusedAgainIsSetAsideAtOnceWithTheNewReason) {
  Refuse("b", errors::Refuse(contract::v1::ERROR_REASON_RECORD_TOO_LARGE));
  AddDescribed("b");
  AwaitSetAside(1);
  const SetAsideMessage first = SetAside().front();
  EXPECT_EQ(first.reason, contract::v1::ERROR_REASON_RECORD_TOO_LARGE);
  Refuse("b", errors::Refuse(contract::v1::ERROR_REASON_NOT_FOUND));
  Resend(first.id);
  Await([&] { return SetAside().size() == 1 && SetAside().front().id != first.id; });
  EXPECT_EQ(SetAside().front().reason, contract::v1::ERROR_REASON_NOT_FOUND);
  AwaitAccepted(2);
  EXPECT_THAT(accepted(), ::testing::ElementsAre("told of RECORD_TOO_LARGE", "told of NOT_FOUND"));
}

TEST_P(RelayTest, AReceiverThatIsAwayDoesNotMakeAMessageSetAside) {
  Answer(SERVICE_CASEFILE, absl::UnavailableError("down"));
  AddDescribed("a");
  Await([&] { return sent(SERVICE_CASEFILE) == 1; });
  for (int round = 2; round < 6; ++round) {
    clock_.Advance(limits::kRefusedMessagePatience);
    Await([&] { return sent(SERVICE_CASEFILE) >= round; });
  }
  EXPECT_TRUE(SetAside().empty());
  Answer(SERVICE_CASEFILE, absl::OkStatus());
  clock_.Advance(limits::kOutboxLongestRetry);
  AwaitAccepted(1);
}

TEST_P(RelayTest, ADamagedMessageDoesNotHoldUpTheOthersAndWaits) {
  Answer(SERVICE_CASEFILE, absl::UnavailableError("down"));
  for (const char* description : {"a", "b", "c"}) AddDescribed(description);
  Await([&] { return sent(SERVICE_CASEFILE) == 1; });
  ASSERT_TRUE(database_
                  ->WriteAndWait([&](store::Tx& tx) {
                    return tx.Put(
                        "UPDATE outbox SET sealed = $1 WHERE create_time = (SELECT min(create_time) FROM outbox)",
                        {store::Blob{"damaged"}});
                  })
                  .ok());
  Answer(SERVICE_CASEFILE, absl::OkStatus());
  clock_.Advance(limits::kOutboxLongestRetry);
  AwaitAccepted(2);
  // Which of them becomes due first depends on which the relay had reserved.
  EXPECT_THAT(accepted(), ::testing::UnorderedElementsAre("b", "c"));
  AwaitWaiting(1);
  EXPECT_TRUE(SetAside().empty());
}

INSTANTIATE_TEST_SUITE_P(Engines, RelayTest, ::testing::Values("sqlite", "postgres"),
                         [](const auto& engine) { return std::string(engine.param); });

}  // namespace
}  // namespace liandong::outbox
