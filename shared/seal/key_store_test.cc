#include "shared/seal/key_store.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/seal/record_sealer.h"
#include "shared/seal/root_file.h"
#include "shared/store/migrate.h"
#include "shared/store/sqlite_database.h"
#include "tests/testing/temporary_directory.h"

namespace liandong::seal {
namespace {

constexpr char kModule[] = "/usr/lib/softhsm/libsofthsm2.so";
const absl::Time kNow = absl::FromUnixSeconds(1'700'000'000);

class KeyStoreTest : public ::testing::Test {
 protected:
  void SetUp() override {
    WriteRoots({'a'});
    auto database = store::OpenSqlite(directory_.path() + "/db");
    ASSERT_TRUE(database.ok());
    database_ = *std::move(database);
    ASSERT_TRUE(database_->Migrate(store::Concatenate({RecordSealer::Migrations(), KeyStore::Migrations()})).ok());
  }

  std::string root_path() const { return directory_.path() + "/root"; }
  void WriteRoots(const std::vector<char>& keys) {
    std::ofstream file(root_path());
    for (const char key : keys) file << std::string(64, key) << "\n";
    file.close();
    chmod(root_path().c_str(), 0600);
  }

  void Write(absl::FunctionRef<absl::Status(store::Tx&)> run) {
    const absl::Status done = database_->WriteAndWait([&](store::Tx& tx) { return run(tx); });
    ASSERT_TRUE(done.ok()) << done;
  }

  absl::StatusOr<std::unique_ptr<KeyRing>> Load(const KeyStore& keys) {
    absl::StatusOr<std::unique_ptr<KeyRing>> ring = absl::UnknownError("not loaded");
    EXPECT_TRUE(database_
                    ->ReadAndWait([&](store::ReadTx& tx) {
                      ring = keys.Load(tx, absl::InfiniteFuture());
                      return absl::OkStatus();
                    })
                    .ok());
    return ring;
  }

  // Creates a ring with the root keys, encrypts with it, and opens it again with them.
  void ShowThatItLasts(const std::string& where, Suite suite) {
    std::string sealed;
    {
      const auto roots = RootKeys::Open(where, "", suite);
      ASSERT_TRUE(roots.ok()) << roots.status();
      const KeyStore keys(roots->get(), suite);
      Write([&](store::Tx& tx) { return keys.Begin(tx, false, kNow); });
      const auto ring = Load(keys);
      ASSERT_TRUE(ring.ok()) << ring.status();
      sealed = Sealer(ring->get()).Seal({"t", "i"}, "x");
    }
    const auto roots = RootKeys::Open(where, "", suite);
    ASSERT_TRUE(roots.ok()) << roots.status();
    const auto ring = Load(KeyStore(roots->get(), suite));
    ASSERT_TRUE(ring.ok()) << ring.status();
    EXPECT_EQ(*Sealer(ring->get()).Open({"t", "i"}, sealed), "x");
  }

  liandong::testing::TemporaryDirectory directory_;
  std::unique_ptr<store::Database> database_;
};

TEST_F(KeyStoreTest, RefusesAFileThatOthersMayRead) {
  chmod(root_path().c_str(), 0644);
  EXPECT_EQ(RootKeys::Open(root_path(), "", Suite::kStandard).status().code(), absl::StatusCode::kFailedPrecondition);
}

TEST(MayHoldKeysTest, MayBeReadByTheOwnerOrAGroupOfRoot) {
  constexpr uid_t kRoot = 0;
  constexpr uid_t kService = 65532;
  EXPECT_TRUE(MayHoldKeys(0600, kService, kService));
  EXPECT_TRUE(MayHoldKeys(0400, kRoot, kRoot));
  EXPECT_TRUE(MayHoldKeys(0440, kRoot, kService));
  EXPECT_FALSE(MayHoldKeys(0640, kService, kService));
  EXPECT_FALSE(MayHoldKeys(0440, kRoot, kRoot));
  EXPECT_FALSE(MayHoldKeys(0444, kRoot, kService));
  EXPECT_FALSE(MayHoldKeys(0460, kRoot, kService));
}

TEST_F(KeyStoreTest, NamesTheLineThatIsNotAKey) {
  std::ofstream(root_path(), std::ios::app) << "# a remark\n\nshort\n";
  const auto roots = RootKeys::Open(root_path(), "", Suite::kStandard);
  EXPECT_EQ(roots.status().message(), absl::StrCat(root_path(), ":4: the line must consist of 64 hexadecimal digits"));
}

TEST_F(KeyStoreTest, TheKeyRingWorksWithAFile) { ShowThatItLasts(root_path(), Suite::kStandard); }

TEST_F(KeyStoreTest, TheKeyRingWorksWithAFileAndTheNationalSuite) { ShowThatItLasts(root_path(), Suite::kNational); }

TEST_F(KeyStoreTest, AnotherRootKeyDoesNotOpenTheRing) {
  ShowThatItLasts(root_path(), Suite::kStandard);
  WriteRoots({'b'});
  const auto roots = RootKeys::Open(root_path(), "", Suite::kStandard);
  EXPECT_EQ(Load(KeyStore(roots->get(), Suite::kStandard)).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(KeyStoreTest, ANewRootKeyTakesOverAndTheOldOneCanGo) {
  ShowThatItLasts(root_path(), Suite::kStandard);
  const auto roots = RootKeys::Open(root_path(), "", Suite::kStandard);
  const KeyStore keys(roots->get(), Suite::kStandard);
  WriteRoots({'a', 'b'});
  ASSERT_TRUE((*roots)->Refresh().ok());
  Write([&](store::Tx& tx) -> absl::Status {
    EXPECT_EQ(keys.Ages(tx)->not_newest_root, 2);
    EXPECT_EQ(*keys.Rewrap(tx), 2);
    EXPECT_EQ(*keys.Rewrap(tx), 0);
    EXPECT_EQ(keys.Ages(tx)->not_newest_root, 0);
    return absl::OkStatus();
  });
  WriteRoots({'b'});
  ASSERT_TRUE((*roots)->Refresh().ok());
  EXPECT_TRUE(Load(keys).ok());
}

TEST_F(KeyStoreTest, AnEpochFollowsWhenTheNewestIsOldOrOfAnotherSuite) {
  const auto roots = RootKeys::Open(root_path(), "", Suite::kStandard);
  const KeyStore keys(roots->get(), Suite::kStandard);
  const KeyStore national(roots->get(), Suite::kNational);
  Write([&](store::Tx& tx) -> absl::Status {
    LD_RETURN_IF_ERROR(keys.Begin(tx, false, kNow));
    EXPECT_FALSE(*keys.Rotate(tx, kNow, kNow + absl::Hours(1)));
    EXPECT_TRUE(*keys.Rotate(tx, kNow + absl::Seconds(1), kNow + absl::Hours(1)));
    EXPECT_TRUE(*national.Rotate(tx, kNow, kNow + absl::Hours(1)));
    EXPECT_EQ(keys.Ages(tx)->epochs, 3);
    return keys.DropOlder(tx, kNow + absl::Hours(2));
  });
  const auto ring = Load(keys);
  ASSERT_TRUE(ring.ok());
  ASSERT_EQ((*ring)->epochs().size(), 1U);
  EXPECT_EQ((*ring)->epochs()[0].suite, Suite::kNational);
}

TEST_F(KeyStoreTest, AnOlderDatabaseKeepsItsKey) {
  const auto roots = RootKeys::Open(root_path(), "", Suite::kNational);
  const KeyStore keys(roots->get(), Suite::kNational);
  Write([&](store::Tx& tx) { return keys.Begin(tx, true, kNow); });
  const auto ring = Load(keys);
  ASSERT_TRUE(ring.ok());
  EXPECT_EQ((*ring)->Lasting("x").view(), Derive(Suite::kStandard, Key(std::string(32, '\xaa')), "x").view());
}

TEST_F(KeyStoreTest, ADestroyedRecordKeyIsGone) {
  const auto roots = RootKeys::Open(root_path(), "", Suite::kStandard);
  const KeyStore keys(roots->get(), Suite::kStandard);
  Write([&](store::Tx& tx) { return keys.Begin(tx, false, kNow); });
  const auto ring = Load(keys);
  const Sealer sealer(ring->get());
  const RecordSealer records(&sealer);
  Write([&](store::Tx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(const Key key, records.Make(tx, "a"));
    LD_RETURN_IF_ERROR(records.Make(tx, "b").status());
    LD_ASSIGN_OR_RETURN(const auto found, records.Find(tx, "a"));
    EXPECT_EQ(found->view(), key.view());
    LD_RETURN_IF_ERROR(records.Destroy(tx, "a"));
    EXPECT_FALSE(records.Find(tx, "a")->has_value());
    EXPECT_TRUE(records.Find(tx, "b")->has_value());
    return absl::OkStatus();
  });
}

// A token of SoftHSM that contains keys.
class TokenTest : public KeyStoreTest {
 protected:
  void SetUp() override {
    if (!std::ifstream(kModule).good()) GTEST_SKIP() << "no SoftHSM";
    KeyStoreTest::SetUp();
    std::ofstream(directory_.path() + "/softhsm.conf")
        << "directories.tokendir = " << directory_.path() << "/tokens\nobjectstore.backend = file\n";
    std::ofstream(directory_.path() + "/pin") << "271828\n";
    mkdir((directory_.path() + "/tokens").c_str(), 0700);
    setenv("SOFTHSM2_CONF", (directory_.path() + "/softhsm.conf").c_str(), 1);
    Shell("softhsm2-util --init-token --free --label liandong --pin 271828 --so-pin 314159");
    AddKey("01", 'a');
  }

  static void Shell(const std::string& command) {
    ASSERT_EQ(std::system((command + " >/dev/null 2>&1").c_str()), 0) << command;
  }
  void AddKey(const std::string& id, char byte) {
    const std::string path = directory_.path() + "/aes";
    std::ofstream(path) << std::string(32, byte);
    Shell(absl::StrCat("softhsm2-util --import ", path, " --aes --token liandong --label clue --id ", id,
                       " --pin 271828"));
  }
  std::string Uri(const std::string& object) const {
    return absl::StrCat("pkcs11:token=liandong;object=", object, "?module-path=", kModule,
                        "&pin-source=file:", directory_.path(), "/pin");
  }
};

TEST_F(TokenTest, TheKeyRingWorksWithAToken) { ShowThatItLasts(Uri("clue"), Suite::kStandard); }

TEST_F(TokenTest, TheHighestIdEncryptsAndLowerOnesStillDecrypt) {
  ShowThatItLasts(Uri("clue"), Suite::kStandard);
  const auto roots = RootKeys::Open(Uri("clue"), "", Suite::kStandard);
  ASSERT_TRUE(roots.ok()) << roots.status();
  EXPECT_EQ((*roots)->Newest(), "token/01");
  AddKey("02", 'b');
  ASSERT_TRUE((*roots)->Refresh().ok());
  EXPECT_EQ((*roots)->Newest(), "token/02");
  const KeyStore keys(roots->get(), Suite::kStandard);
  Write([&](store::Tx& tx) -> absl::Status {
    EXPECT_EQ(*keys.Rewrap(tx), 2);
    return absl::OkStatus();
  });
  EXPECT_TRUE(Load(keys).ok());
}

TEST_F(TokenTest, TheRingMovesFromAFileToAToken) {
  ShowThatItLasts(root_path(), Suite::kStandard);
  const auto moved = RootKeys::Open(Uri("clue"), root_path(), Suite::kStandard);
  ASSERT_TRUE(moved.ok()) << moved.status();
  Write([&](store::Tx& tx) -> absl::Status {
    EXPECT_EQ(*KeyStore(moved->get(), Suite::kStandard).Rewrap(tx), 2);
    return absl::OkStatus();
  });
  const auto token = RootKeys::Open(Uri("clue"), "", Suite::kStandard);
  EXPECT_TRUE(Load(KeyStore(token->get(), Suite::kStandard)).ok());
}

TEST_F(TokenTest, SaysWhatIsWrongWithTheUri) {
  EXPECT_EQ(RootKeys::Open("pkcs11:%", "", Suite::kStandard).status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(RootKeys::Open("pkcs11:token=liandong", "", Suite::kStandard).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(RootKeys::Open(Uri("casefile"), "", Suite::kStandard).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(TokenTest, AnOlderDatabaseNeedsItsKeyFileOnce) {
  const auto roots = RootKeys::Open(Uri("clue"), "", Suite::kStandard);
  ASSERT_TRUE(roots.ok()) << roots.status();
  const KeyStore keys(roots->get(), Suite::kStandard);
  const absl::Status begun = database_->WriteAndWait([&](store::Tx& tx) { return keys.Begin(tx, true, kNow); });
  EXPECT_EQ(begun.code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace liandong::seal
