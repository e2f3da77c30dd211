#include "shared/runtime/sequencer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <memory>

#include "absl/time/clock.h"
#include "shared/store/migrate.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::runtime {
namespace {

// Created for this test.
constexpr char kLedgerKey[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIFO9PIu3HAAAlf4ULYXb+w14jIbwsR+Wj03rlpyI1NFM\n"
    "-----END PRIVATE KEY-----\n";

class SequencerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::ofstream(directory_.path() + "/key") << kLedgerKey;
    database_ = *store::OpenSqlite(directory_.path() + "/db");
    ASSERT_TRUE(
        database_->Migrate(store::Concatenate({records::EventOrder::Migrations(), ledger::Ledger::Migrations()})).ok());
    ledger_ = std::make_unique<ledger::Ledger>(
        *ledger::CheckpointSigner::FromFile(directory_.path() + "/key", "liandong/test"), false);
    sequencer_ = std::make_unique<Sequencer>(database_.get(), ledger_.get(), &events_, &clock_,
                                             [this](int64_t, absl::Duration) { ++rounds_; });
  }

  testing::TemporaryDirectory directory_;
  base::SystemClock clock_;
  records::EventOrder events_{{}, false, nullptr};
  std::atomic<int> rounds_ = 0;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<ledger::Ledger> ledger_;
  std::unique_ptr<Sequencer> sequencer_;
};

TEST_F(SequencerTest, LooksEverLessOftenWhileNothingHappens) {
  constexpr absl::Duration kWhile = absl::Seconds(3);
  sequencer_->Start();
  absl::SleepFor(kWhile);
  // At first, and after 0.1, 0.3, 0.7, 1.5 and 2.5 seconds.
  EXPECT_GE(rounds_, 1);
  EXPECT_LE(rounds_, 7);
  sequencer_->Stop();
}

TEST_F(SequencerTest, AddsAnEntryAsSoonAsItIsCalled) {
  sequencer_->Start();
  absl::SleepFor(limits::kSequencerPoll);
  ASSERT_TRUE(
      database_->WriteAndWait([&](store::Tx& tx) { return ledger_->Append(tx, ledger::v1::Leaf(), absl::UnixEpoch()); })
          .ok());
  sequencer_->Committed();
  const absl::Time until = absl::Now() + absl::Seconds(60);
  while (*database_->ReadValue(ledger::Ledger::Size) == 0 && absl::Now() < until) {
    absl::SleepFor(absl::Milliseconds(5));
  }
  EXPECT_EQ(*database_->ReadValue(ledger::Ledger::Size), 1);
  sequencer_->Stop();
}

}  // namespace
}  // namespace liandong::runtime
