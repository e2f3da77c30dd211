#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "shared/errors/errors.h"
#include "shared/seal/cipher.h"
#include "shared/seal/keyed_digest.h"
#include "shared/seal/sealer.h"
#include "shared/seal/token.h"
#include "tests/testing/key_ring.h"

namespace liandong::seal {
namespace {

Key KeyOf(char c) { return Key(std::string(Key::kSize, c)); }

class SealTest : public ::testing::TestWithParam<Suite> {
 protected:
  Suite suite() const { return GetParam(); }
  KeyRing ring_ = liandong::testing::TestRing(GetParam());
  const Sealer sealer_{&ring_};
};

TEST_P(SealTest, OpensOnlyWhereTheRecordWasSealed) {
  const std::string sealed = sealer_.Seal({"clue", "a", 3, "500119"}, "罗一鸣");
  EXPECT_EQ(*sealer_.Open({"clue", "a", 3, "500119"}, sealed), "罗一鸣");
  for (const Place& other : {Place{"clue", "a", 2, "500119"}, Place{"clue", "b", 3, "500119"},
                             Place{"case", "a", 3, "500119"}, Place{"clue", "a", 3, "500118"}}) {
    EXPECT_FALSE(sealer_.Open(other, sealed).ok());
  }
  KeyRing others({"lasting0", suite(), KeyOf('k'), {}}, {{"epoch--1", suite(), KeyOf('x'), {}}},
                 absl::InfiniteFuture());
  EXPECT_FALSE(Sealer(&others).Open({"clue", "a", 3, "500119"}, sealed).ok());
}

TEST_P(SealTest, FindsEveryFlippedBit) {
  const std::string sealed = sealer_.Seal({"clue", "a"}, "x", KeyOf('o'));
  for (size_t i = 0; i < sealed.size() * 8; ++i) {
    std::string altered = sealed;
    altered[i / 8] = static_cast<char>(altered[i / 8] ^ (1 << (i % 8)));
    EXPECT_FALSE(sealer_.Open({"clue", "a"}, altered, KeyOf('o')).ok()) << i;
  }
  for (size_t size = 0; size < sealed.size(); ++size) {
    EXPECT_FALSE(sealer_.Open({"clue", "a"}, sealed.substr(0, size), KeyOf('o')).ok()) << size;
  }
}

TEST_P(SealTest, EncryptsTheSameTextDifferentlyEachTime) {
  EXPECT_NE(sealer_.Seal({"clue", "a"}, "x"), sealer_.Seal({"clue", "a"}, "x"));
}

TEST_P(SealTest, WithoutItsOwnKeyARecordIsErased) {
  const std::string sealed = sealer_.Seal({"clue", "a"}, "x", KeyOf('o'));
  EXPECT_EQ(*sealer_.Open({"clue", "a"}, sealed, KeyOf('o')), "x");
  EXPECT_EQ(errors::ReasonOf(sealer_.Open({"clue", "a"}, sealed).status()), contract::v1::ERROR_REASON_RECORD_ERASED);
  EXPECT_EQ(sealer_.Open({"clue", "a"}, sealed, KeyOf('p')).status().code(), absl::StatusCode::kDataLoss);
}

TEST_P(SealTest, AnEpochIsOpenedUntilItsKeyIsGone) {
  const std::string before = sealer_.Seal({"clue", "a"}, "x");
  std::vector<RingKey> epochs = ring_.epochs();
  epochs.push_back({"epoch--2", suite(), KeyOf('f'), absl::UnixEpoch() + absl::Seconds(1)});
  // Not yet, because another process may not know it.
  ring_.Replace(epochs, absl::UnixEpoch() + absl::Seconds(1));
  EXPECT_TRUE(sealer_.IsFresh(before));
  EXPECT_TRUE(sealer_.IsFresh(sealer_.Seal({"clue", "a"}, "x")));
  ring_.Replace(epochs, absl::InfiniteFuture());
  const std::string after = sealer_.Seal({"clue", "a"}, "x");
  EXPECT_FALSE(sealer_.IsFresh(before));
  EXPECT_TRUE(sealer_.IsFresh(after));
  EXPECT_TRUE(sealer_.Open({"clue", "a"}, before).ok());
  ring_.Replace({epochs.back()}, absl::InfiniteFuture());
  EXPECT_FALSE(sealer_.Open({"clue", "a"}, before).ok());
  EXPECT_TRUE(sealer_.Open({"clue", "a"}, after).ok());
}

TEST_P(SealTest, RecordsFromBeforeEpochsCanBeDecrypted) {
  const KeyRing ring = liandong::testing::TestRing();
  const Sealer sealer(&ring);
  const std::string sealed = Encrypt(Suite::kStandard, ring.Lasting("records"), "clue\na\n3", "x");
  EXPECT_EQ(*sealer.Open({"clue", "a", 3, "500119"}, sealed), "x");
  EXPECT_FALSE(sealer.IsFresh(sealed));
}

TEST_P(SealTest, TokensAreOnlyValidForTheirAudience) {
  const TokenBox box(suite(), KeyOf('t'));
  const std::string token = box.Close("police", "17");
  EXPECT_EQ(box.Open("police", token), "17");
  EXPECT_FALSE(box.Open("school", token).has_value());
  EXPECT_FALSE(box.Open("police", token.substr(1)).has_value());
  EXPECT_FALSE(box.Open("police", "not base64 !").has_value());
}

TEST_P(SealTest, IndexTokensOfTwoDomainsDiffer) {
  const KeyedDigest digest(suite(), KeyOf('i'));
  EXPECT_EQ(digest.Token("a", "1"), digest.Token("a", "1"));
  EXPECT_NE(digest.Token("a", "1"), digest.Token("b", "1"));
  EXPECT_NE(digest.Token("a", "b1"), digest.Token("ab", "1"));
  EXPECT_NE(digest.Token("a", "1"), KeyedDigest(suite(), KeyOf('j')).Token("a", "1"));
}

INSTANTIATE_TEST_SUITE_P(Suites, SealTest, ::testing::Values(Suite::kStandard, Suite::kNational),
                         [](const auto& one) { return one.param == Suite::kNational ? "National" : "Standard"; });

TEST(KeyedDigest, PassesTheTestVectorsOfTheStandard) {
  const auto of = [](Suite suite, const std::string& key, const std::string& text) {
    return absl::BytesToHexString(KeyedDigest(suite, Key(key + std::string(Key::kSize - key.size(), '\0'))).Of(text));
  };
  // RFC 4231, test case 2, with the key padded to the block size, as HMAC does.
  EXPECT_EQ(of(Suite::kStandard, "Jefe", "what do ya want for nothing?"),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  // The same input; the value was computed without OpenSSL, from the text of GB/T 32905.
  EXPECT_EQ(of(Suite::kNational, "Jefe", "what do ya want for nothing?"),
            "2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882");
}

}  // namespace
}  // namespace liandong::seal
