#include "shared/contract/saved_replies/saved_replies.h"

#include <gtest/gtest.h>

#include <future>

#include "shared/base/ids.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/limits/limits.h"
#include "shared/seal/made_keys.h"
#include "shared/store/migrate.h"
#include "shared/store/postgres_database.h"
#include "tests/testing/key_ring.h"
#include "tests/testing/postgres/server.h"

namespace liandong::contract {
namespace {

class SavedRepliesTest : public ::testing::Test {
 protected:
  void SetUp() override {
    const std::string where = testing::NewPostgresDatabase();
    one_ = Open(where);
    other_ = Open(where);
  }
  static std::unique_ptr<store::Database> Open(const std::string& where) {
    auto opened = store::OpenPostgres(where);
    EXPECT_TRUE(opened.ok()) << opened.status();
    EXPECT_TRUE(
        (*opened)->Migrate(store::Concatenate({seal::RecordSealer::Migrations(), SavedReplies::Migrations()})).ok());
    return *std::move(opened);
  }

  // Does what a call does that creates a record: it makes a key and saves the reply that shows the record.
  absl::Status MakeAndSave(store::Tx& tx, const std::string& id) const {
    const seal::MadeKeys made;
    LD_RETURN_IF_ERROR(records_.Make(tx, id).status());
    return replies_.Save(tx, replies_.KeyOf("caller", "method", id), {"digest", id, "reply"}, absl::UnixEpoch());
  }
  absl::StatusOr<std::optional<std::string>> Find(const std::string& id) const {
    return one_->ReadValue(
        [&](store::ReadTx& tx) { return replies_.Find(tx, replies_.KeyOf("caller", "method", id), "digest"); });
  }

  // Deletes what is no longer kept, in transactions of `limit` rows. Returns how many these were.
  int Expire(absl::Time now, int limit) const {
    int rounds = 0;
    while (*one_->ReadValue([&](store::ReadTx& tx) { return replies_.AnyExpired(tx, now); })) {
      ++rounds;
      EXPECT_TRUE(one_->WriteAndWait([&](store::Tx& tx) { return replies_.Expire(tx, now, limit); }).ok());
    }
    return rounds;
  }
  int64_t Count(const char* query) const {
    int64_t count = 0;
    EXPECT_TRUE(one_->ReadAndWait([&](store::ReadTx& tx) {
                      return tx.Query(query, {}, [&](const store::Row& row) { count = row.Int(0); });
                    })
                    .ok());
    return count;
  }

  const seal::KeyRing ring_ = testing::TestRing();
  const seal::Sealer sealer_{&ring_};
  const seal::RecordSealer records_{&sealer_};
  const seal::Key key_{std::string(seal::Key::kSize, 'k')};
  const seal::KeyedDigest digest_{seal::Suite::kStandard, key_};
  const SavedReplies replies_{&records_, &digest_};
  std::unique_ptr<store::Database> one_;
  std::unique_ptr<store::Database> other_;
};

// A batch of two calls, and a call of another replica that commits between them.
TEST_F(SavedRepliesTest, ConcurrentCreationsDoNotConflict) {
  const std::string first = base::NewId(absl::UnixEpoch());
  const std::string between = base::NewId(absl::UnixEpoch());
  const std::string second = base::NewId(absl::UnixEpoch());
  int attempts = 0;
  const auto make_both = [&](store::Tx& tx) -> absl::Status {
    LD_RETURN_IF_ERROR(MakeAndSave(tx, first));
    if (++attempts == 1) {
      LD_RETURN_IF_ERROR(std::async(std::launch::async, [&] {
                           return other_->WriteAndWait(
                               [&](store::Tx& at_once) { return MakeAndSave(at_once, between); });
                         }).get());
    }
    return MakeAndSave(tx, second);
  };
  ASSERT_TRUE(one_->WriteAndWait(make_both).ok());
  EXPECT_EQ(attempts, 1);
  for (const std::string& id : {first, between, second}) EXPECT_EQ(*Find(id), "reply");
}

TEST_F(SavedRepliesTest, AReplyGoesWithTheKeyOfItsRecord) {
  const std::string id = base::NewId(absl::UnixEpoch());
  ASSERT_TRUE(one_->WriteAndWait([&](store::Tx& tx) { return MakeAndSave(tx, id); }).ok());
  ASSERT_TRUE(one_->WriteAndWait([&](store::Tx& tx) { return seal::RecordSealer::Destroy(tx, id); }).ok());
  EXPECT_FALSE(Find(id).ok());
}

TEST_F(SavedRepliesTest, ALateRepeatIsRefusedAndWhatIsNoLongerKeptIsDeletedInSmallParts) {
  constexpr int kReplies = 5;
  constexpr int kAtOnce = 2;
  std::vector<std::string> ids;
  for (int i = 0; i < kReplies; ++i) {
    ids.push_back(base::NewId(absl::UnixEpoch()));
    ASSERT_TRUE(one_->WriteAndWait([&](store::Tx& tx) { return MakeAndSave(tx, ids.back()); }).ok());
  }
  EXPECT_EQ(Expire(absl::UnixEpoch() + limits::kReplyKept, kAtOnce), 0);
  EXPECT_EQ(*Find(ids.front()), "reply");
  EXPECT_EQ(Expire(absl::UnixEpoch() + limits::kReplyKept + absl::Seconds(1), kAtOnce), 3);
  for (const std::string& id : ids) EXPECT_EQ(errors::ReasonOf(Find(id).status()), v1::ERROR_REASON_REQUEST_ID_REUSED);
  EXPECT_EQ(Count("SELECT max(length(sealed)) FROM saved_reply"), 0);
  EXPECT_EQ(Expire(absl::UnixEpoch() + limits::kRequestIdKept + absl::Seconds(1), kAtOnce), 3);
  EXPECT_EQ(Count("SELECT count(*) FROM saved_reply"), 0);
  EXPECT_EQ(*Find(ids.front()), std::nullopt);
}

TEST_F(SavedRepliesTest, RepliesOfOneMomentAreReencryptedTogether) {
  constexpr int kReplies = 5;
  for (int i = 0; i < kReplies; ++i) {
    ASSERT_TRUE(
        one_->WriteAndWait([&](store::Tx& tx) { return MakeAndSave(tx, base::NewId(absl::UnixEpoch())); }).ok());
  }
  std::string after;
  int seen = 0;
  const auto reencrypt = [&](store::Tx& tx) -> absl::Status {
    LD_ASSIGN_OR_RETURN(seen, replies_.Reencrypt(tx, after, 2));
    return absl::OkStatus();
  };
  ASSERT_TRUE(one_->WriteAndWait(reencrypt).ok());
  EXPECT_EQ(seen, 2);
  ASSERT_TRUE(one_->WriteAndWait(reencrypt).ok());
  EXPECT_EQ(seen, 0);
}

}  // namespace
}  // namespace liandong::contract
