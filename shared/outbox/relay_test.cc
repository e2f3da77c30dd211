#include "shared/outbox/relay.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <memory>
#include <string>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "shared/base/fake_clock.h"
#include "shared/errors/errors.h"
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
    const bool sqlite = std::string(GetParam()) == "sqlite";
    database_ =
        *(sqlite ? store::OpenSqlite(directory_.path() + "/db") : store::OpenPostgres(testing::NewPostgresDatabase()));
    ASSERT_TRUE(database_->Migrate(Outbox::Migrations()).ok());
    database_->AddHook(&commits_);
    relay_ = std::make_unique<Relay>(
        database_.get(), &outbox_, &clock_, [this](const Message& message) { return Receive(message); },
        [](int64_t, absl::Duration) {});
    database_->AddHook(relay_.get());
    relay_->Start();
  }
  void TearDown() override {
    relay_->Stop();
    database_->Stop();
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
    return answers_[message.target];
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
  base::FakeClock clock_{absl::FromUnixSeconds(1795000000)};
  seal::KeyRing ring_ = testing::TestRing();
  seal::Sealer sealer_{&ring_};
  Outbox outbox_{&sealer_};
  Commits commits_;
  absl::Mutex mutex_;
  std::map<contract::v1::Service, absl::Status> answers_;
  std::map<contract::v1::Service, int> sent_;
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

INSTANTIATE_TEST_SUITE_P(Engines, RelayTest, ::testing::Values("sqlite", "postgres"),
                         [](const auto& engine) { return std::string(engine.param); });

}  // namespace
}  // namespace liandong::outbox
