#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "shared/ledger/ledger.h"
#include "shared/ledger/verify.h"
#include "shared/store/sqlite_connection.h"
#include "shared/store/sqlite_database.h"

namespace liandong::ledger {
namespace {

// Ed25519 keys made for this test.
constexpr char kPrivate[] =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIFO9PIu3HAAAlf4ULYXb+w14jIbwsR+Wj03rlpyI1NFM\n"
    "-----END PRIVATE KEY-----\n";
constexpr char kPublic[] =
    "-----BEGIN PUBLIC KEY-----\n"
    "MCowBQYDK2VwAyEAuNyN9Y4uzP1H+C9ul5DSo443FzbpNppdvB7UXN8p8vc=\n"
    "-----END PUBLIC KEY-----\n";
constexpr int kEntries = 5;

class LedgerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = ::testing::TempDir() + "/ledger-XXXXXX";
    directory_ = mkdtemp(pattern.data());
    std::ofstream(directory_ + "/key") << kPrivate;
    std::ofstream(directory_ + "/pub") << kPublic;
    auto signer = CheckpointSigner::FromFile(directory_ + "/key", "liandong/test");
    ASSERT_TRUE(signer.ok()) << signer.status();
    Ledger ledger(*std::move(signer));
    auto database = store::OpenSqlite(Path());
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE((*database)->Migrate({Ledger::Schema()}).ok());
    ASSERT_TRUE((*database)->ReadAndWait([&](store::ReadTx& tx) { return ledger.Load(tx); }).ok());
    (*database)->AddHook(&ledger);
    for (int i = 0; i < kEntries; ++i) {
      ASSERT_TRUE((*database)
                      ->WriteAndWait([&](store::Tx& tx) {
                        v1::Leaf leaf;
                        leaf.set_method("/test/" + std::to_string(i));
                        return ledger.Append(tx, leaf);
                      })
                      .ok());
    }
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::string Path() const { return directory_ + "/db"; }

  void Tamper(const std::string& sql) {
    auto connection = store::SqliteConnection::Open(Path(), store::SqliteConnection::Mode::kReadWrite);
    ASSERT_TRUE((*connection)->Script(sql).ok());
  }

  absl::StatusOr<Checkpoint> Verify(bool with_key = true) {
    auto connection = store::SqliteConnection::Open(Path(), store::SqliteConnection::Mode::kReadOnly);
    const auto verifier = CheckpointVerifier::FromFile(directory_ + "/pub");
    EXPECT_TRUE(verifier.ok());
    return VerifyLedger(**connection, with_key ? &*verifier : nullptr, [](int64_t) {});
  }

  std::string directory_;
};

TEST_F(LedgerTest, VerifiesAsItWasWritten) {
  const auto checkpoint = Verify();
  ASSERT_TRUE(checkpoint.ok()) << checkpoint.status();
  EXPECT_EQ(checkpoint->size, kEntries);
  EXPECT_EQ(checkpoint->origin, "liandong/test");
}

TEST_F(LedgerTest, FindsAnAlteredEntry) {
  Tamper("UPDATE ledger_leaf SET leaf = CAST(leaf || x'00' AS BLOB) WHERE seq = 3");
  EXPECT_EQ(Verify(false).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(LedgerTest, FindsADroppedEntryFirstMiddleOrLast) {
  for (const char* seq : {"1", "3", "5"}) {
    TearDown();
    SetUp();
    Tamper(std::string("DELETE FROM ledger_leaf WHERE seq = ") + seq);
    EXPECT_EQ(Verify(false).status().code(), absl::StatusCode::kDataLoss) << seq;
  }
}

TEST_F(LedgerTest, FindsSwappedEntries) {
  Tamper(
      "UPDATE ledger_leaf SET seq = 100 WHERE seq = 2; UPDATE ledger_leaf SET seq = 2 WHERE seq = 3;"
      "UPDATE ledger_leaf SET seq = 3 WHERE seq = 100");
  EXPECT_EQ(Verify(false).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(LedgerTest, FindsAnEntryAdded) {
  Tamper("INSERT INTO ledger_leaf SELECT 6, leaf, chain FROM ledger_leaf WHERE seq = 5");
  EXPECT_EQ(Verify(false).status().code(), absl::StatusCode::kDataLoss);
}

TEST_F(LedgerTest, WhoeverRewritesAllOfItLacksTheKey) {
  Tamper("UPDATE ledger_head SET checkpoint = replace(checkpoint, '5', '4'); DELETE FROM ledger_leaf WHERE seq = 5");
  EXPECT_FALSE(Verify().ok());
}

TEST_F(LedgerTest, AServiceDoesNotGoOnWithALedgerThatLostItsEnd) {
  Tamper("DELETE FROM ledger_leaf WHERE seq = 5");
  Ledger ledger(*CheckpointSigner::FromFile(directory_ + "/key", "liandong/test"));
  auto connection = store::SqliteConnection::Open(Path(), store::SqliteConnection::Mode::kReadOnly);
  EXPECT_EQ(ledger.Load(**connection).code(), absl::StatusCode::kDataLoss);
}

TEST(Checkpoint, MalformedNotesAreRefused) {
  for (const char* note : {"", "\n\n", "a\n1\n\n", "a\n-1\nAAAA\n\n", "a\nx\nAAAA\n\n", "a\n1\nAAAA\n\n— a b\n"}) {
    EXPECT_FALSE(ParseCheckpoint(note).ok()) << note;
  }
}

}  // namespace
}  // namespace liandong::ledger
