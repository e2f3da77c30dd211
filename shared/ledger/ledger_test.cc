#include <gtest/gtest.h>

#include <fstream>
#include <optional>

#include "shared/ledger/ledger.h"
#include "shared/ledger/verify.h"
#include "shared/store/sqlite_connection.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::ledger {
namespace {

// Keys created for this test.
struct Keys {
  const char* name;
  const char* own;
  const char* own_public;
  const char* other;
};
constexpr Keys kEd25519 = {"Ed25519",
                           "-----BEGIN PRIVATE KEY-----\n"
                           "MC4CAQAwBQYDK2VwBCIEIFO9PIu3HAAAlf4ULYXb+w14jIbwsR+Wj03rlpyI1NFM\n"
                           "-----END PRIVATE KEY-----\n",
                           "-----BEGIN PUBLIC KEY-----\n"
                           "MCowBQYDK2VwAyEAuNyN9Y4uzP1H+C9ul5DSo443FzbpNppdvB7UXN8p8vc=\n"
                           "-----END PUBLIC KEY-----\n",
                           "-----BEGIN PRIVATE KEY-----\n"
                           "MC4CAQAwBQYDK2VwBCIEIBdeVJV2PrLv7QiivwhejKvAlf2CmDbJyMAJx5waV0bn\n"
                           "-----END PRIVATE KEY-----\n"};
constexpr Keys kSm2 = {"SM2",
                       "-----BEGIN PRIVATE KEY-----\n"
                       "MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQg7O496GgZ0qIiMO2d\n"
                       "v1oicnLGiQ3GPTJXHMRfZpRI866hRANCAAQbRJodfevj3Jed+ZZG8+mJhqsimd1y\n"
                       "BaZmRhjnp4sU6y90J5mzZy/X6twovoUbFV5uNKn3PJn/Prk2ep7H+8D8\n"
                       "-----END PRIVATE KEY-----\n",
                       "-----BEGIN PUBLIC KEY-----\n"
                       "MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEG0SaHX3r49yXnfmWRvPpiYarIpnd\n"
                       "cgWmZkYY56eLFOsvdCeZs2cv1+rcKL6FGxVebjSp9zyZ/z65Nnqex/vA/A==\n"
                       "-----END PUBLIC KEY-----\n",
                       "-----BEGIN PRIVATE KEY-----\n"
                       "MIGHAgEAMBMGByqGSM49AgEGCCqBHM9VAYItBG0wawIBAQQggy8FWu36KhVnCMDm\n"
                       "SE7W+6SRPJEHFctOJhU3/yaff+ihRANCAATrcZkRx6Zh1Vufem/WVhQ5ykKhV8es\n"
                       "uaAtn+NKlxcD1gtaiEx/laLvJek91ETUeALxy9yCVJz2JDCcEHDbMVRc\n"
                       "-----END PRIVATE KEY-----\n"};
constexpr int kEntries = 5;

class LedgerTest : public ::testing::TestWithParam<Keys> {
 protected:
  void SetUp() override {
    directory_.emplace();
    std::ofstream(directory_->path() + "/key") << GetParam().own;
    std::ofstream(directory_->path() + "/pub") << GetParam().own_public;
    Write(kEntries);
  }
  void TearDown() override { directory_.reset(); }

  std::string Path() const { return directory_->path() + "/db"; }
  CheckpointSigner Signer() const { return *CheckpointSigner::FromFile(directory_->path() + "/key", "liandong/test"); }

  // Does what a process does that starts, answers some calls and stops.
  void Write(int entries) {
    Ledger ledger(Signer(), true);
    auto database = store::OpenSqlite(Path());
    ASSERT_TRUE(database.ok());
    ASSERT_TRUE((*database)->Migrate(Ledger::Migrations()).ok());
    ASSERT_TRUE((*database)->WriteAndWait([&](store::Tx& tx) { return ledger.Open(tx); }).ok());
    (*database)->AddHook(&ledger);
    for (int i = 0; i < entries; ++i) {
      v1::Leaf leaf;
      leaf.set_method("/test/" + std::to_string(i));
      ASSERT_TRUE(
          (*database)->WriteAndWait([&](store::Tx& tx) { return ledger.Append(tx, leaf, absl::UnixEpoch()); }).ok());
    }
    (*database)->Stop();
  }

  std::unique_ptr<store::SqliteConnection> Connect() const {
    auto connection = store::SqliteConnection::Open(Path(), store::SqliteConnection::Mode::kReadWrite);
    EXPECT_TRUE(connection.ok());
    return *std::move(connection);
  }
  void Tamper(const std::string& sql) const { ASSERT_TRUE(Connect()->Script(sql).ok()); }
  std::string Note() const { return *Ledger::LatestNote(*Connect()); }

  absl::StatusOr<Checkpoint> Verify(bool with_key = true, const std::vector<Checkpoint>& saved = {}) const {
    const auto verifier = CheckpointVerifier::FromFiles({directory_->path() + "/pub"});
    EXPECT_TRUE(verifier.ok());
    const auto connection = Connect();
    StoredSource source(connection.get(), Signer().tree_hash());
    return VerifyLedger(source, Signer().tree_hash(), with_key ? &*verifier : nullptr, saved, [](int64_t) {});
  }

  std::optional<testing::TemporaryDirectory> directory_;
};

TEST_P(LedgerTest, VerifiesAsItWasWritten) {
  const auto checkpoint = Verify();
  ASSERT_TRUE(checkpoint.ok()) << checkpoint.status();
  EXPECT_EQ(checkpoint->size, kEntries);
  EXPECT_EQ(checkpoint->origin, "liandong/test");
}

TEST_P(LedgerTest, FindsAnAlteredEntry) {
  Tamper("UPDATE ledger_leaf SET leaf = CAST(leaf || x'00' AS BLOB) WHERE seq = 2");
  EXPECT_EQ(Verify(false).status().code(), absl::StatusCode::kDataLoss);
}

TEST_P(LedgerTest, FindsADroppedEntryFirstMiddleOrLast) {
  for (const char* seq : {"0", "2", "4"}) {
    TearDown();
    SetUp();
    Tamper(std::string("DELETE FROM ledger_leaf WHERE seq = ") + seq);
    EXPECT_EQ(Verify(false).status().code(), absl::StatusCode::kDataLoss) << seq;
  }
}

TEST_P(LedgerTest, FindsSwappedEntries) {
  Tamper(
      "UPDATE ledger_leaf SET seq = 100 WHERE seq = 2; UPDATE ledger_leaf SET seq = 2 WHERE seq = 3;"
      "UPDATE ledger_leaf SET seq = 3 WHERE seq = 100");
  EXPECT_EQ(Verify(false).status().code(), absl::StatusCode::kDataLoss);
}

TEST_P(LedgerTest, FindsAnEntryAdded) {
  Tamper("INSERT INTO ledger_leaf SELECT 5, leaf FROM ledger_leaf WHERE seq = 4");
  EXPECT_EQ(Verify(false).status().code(), absl::StatusCode::kDataLoss);
}

TEST_P(LedgerTest, FindsAnEntryInsertedInTheMiddle) {
  Tamper(
      "UPDATE ledger_leaf SET seq = 5 WHERE seq = 4; UPDATE ledger_leaf SET seq = 4 WHERE seq = 3;"
      "INSERT INTO ledger_leaf SELECT 3, leaf FROM ledger_leaf WHERE seq = 2");
  EXPECT_EQ(Verify(false).status().code(), absl::StatusCode::kDataLoss);
}

// Somebody with the database and a key, but not the ledger's key, rebuilds everything without one entry.
TEST_P(LedgerTest, ARewrittenLedgerLacksTheSignature) {
  Tamper("DELETE FROM ledger_leaf WHERE seq = 4; DELETE FROM ledger_tile; DELETE FROM ledger_head");
  std::ofstream(directory_->path() + "/key") << GetParam().other;
  Write(0);
  EXPECT_TRUE(Verify(false).ok());
  EXPECT_EQ(Verify().status().code(), absl::StatusCode::kUnauthenticated);
}

// The service's own operator, who has the key, rebuilds everything. A saved checkpoint reveals it.
TEST_P(LedgerTest, ASavedCheckpointFindsARewritingWithTheKey) {
  const Checkpoint saved = *Verify();
  Tamper("DELETE FROM ledger_leaf WHERE seq = 4; DELETE FROM ledger_tile; DELETE FROM ledger_head");
  Write(3);
  EXPECT_TRUE(Verify().ok());
  EXPECT_EQ(Verify(true, {saved}).status().code(), absl::StatusCode::kDataLoss);
}

TEST_P(LedgerTest, ContinuesFromTheStoredTree) {
  const Checkpoint saved = *Verify();
  Write(300);
  const auto later = Verify(true, {saved});
  ASSERT_TRUE(later.ok()) << later.status();
  EXPECT_EQ(later->size, kEntries + 300);
}

TEST_P(LedgerTest, AServiceDoesNotStartOnATruncatedLedger) {
  Tamper("DELETE FROM ledger_leaf WHERE seq = 4");
  Ledger ledger(Signer(), true);
  EXPECT_EQ(ledger.Open(*Connect()).code(), absl::StatusCode::kDataLoss);
}

TEST_P(LedgerTest, BuildsTheTreeOverEntriesThatHaveNone) {
  const Checkpoint before = *Verify();
  Tamper("DELETE FROM ledger_tile; DELETE FROM ledger_head");
  Write(0);
  EXPECT_EQ(*Verify(), before);
}

TEST_P(LedgerTest, ProvesFromItsTiles) {
  Write(600);
  const auto connection = Connect();
  const TreeHash hash = Signer().tree_hash();
  StoredTiles nodes(connection.get(), hash);
  const int64_t size = Verify()->size;
  const std::string root = *RootAt(hash, size, nodes);
  EXPECT_EQ(root, Verify()->root);
  for (const int64_t index : {int64_t{0}, int64_t{255}, int64_t{256}, int64_t{511}, size - 1}) {
    const auto proof = InclusionProof(hash, index, size, nodes);
    ASSERT_TRUE(proof.ok());
    EXPECT_TRUE(VerifyInclusion(hash, *nodes(0, index), index, size, *proof, root).ok()) << index;
  }
  for (const int64_t first : {int64_t{1}, int64_t{255}, int64_t{256}, int64_t{300}, size}) {
    const auto proof = ConsistencyProof(hash, first, size, nodes);
    ASSERT_TRUE(proof.ok());
    EXPECT_TRUE(VerifyConsistency(hash, first, *RootAt(hash, first, nodes), size, root, *proof).ok()) << first;
  }
}

TEST_P(LedgerTest, AnEarlierKeyStillVerifies) {
  std::ofstream(directory_->path() + "/key") << GetParam().other;
  const auto both = CheckpointVerifier::FromFiles({directory_->path() + "/pub"});
  EXPECT_TRUE(both->Verify(Note()).ok());
}

TEST_P(LedgerTest, ATreeIsNotContinuedWithAnotherHash) {
  const bool is_sm2 = Signer().tree_hash() == TreeHash::kSm3;
  std::ofstream(directory_->path() + "/key") << (is_sm2 ? kEd25519 : kSm2).own;
  std::ofstream(directory_->path() + "/pub2") << (is_sm2 ? kEd25519 : kSm2).own_public;
  Ledger ledger(Signer(), true);
  const auto database = store::OpenSqlite(Path());
  const auto opened = (*database)->WriteAndWait([&](store::Tx& tx) { return ledger.Open(tx); });
  EXPECT_EQ(opened.code(), absl::StatusCode::kFailedPrecondition);
  const auto mixed = CheckpointVerifier::FromFiles({directory_->path() + "/pub", directory_->path() + "/pub2"});
  EXPECT_EQ(mixed.status().code(), absl::StatusCode::kInvalidArgument);
}

INSTANTIATE_TEST_SUITE_P(Algorithms, LedgerTest, ::testing::Values(kEd25519, kSm2),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(Checkpoint, MalformedNotesAreRefused) {
  for (const char* note : {"", "\n\n", "a\n1\n\n", "a\n1\n\n\u2014 a b\n", "a\n1\n\n- a YWJjZGVmZ2g=\n",
                           "a\n1\n\n\u2014 a YWJjZGVmZ2g="}) {
    EXPECT_FALSE(ParseNote(note).ok()) << note;
  }
  for (const char* text : {"", "\n", "a\n1\n", "a\n-1\nAAAA\n", "a\nx\nAAAA\n", "a\n1\nAAAA\n",
                           "a\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                           "a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="}) {
    EXPECT_FALSE(ParseCheckpoint(text).ok()) << text;
  }
  EXPECT_TRUE(ParseCheckpoint("a\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n").ok());
}

}  // namespace
}  // namespace liandong::ledger
