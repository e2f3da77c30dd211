#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdio>
#include <fstream>

#include "shared/seal/keyed_digest.h"
#include "shared/seal/keys.h"
#include "shared/seal/sealer.h"
#include "shared/seal/token.h"

namespace liandong::seal {
namespace {

const KeyRing kRing{Key(std::string(Key::kSize, 'k'))};

TEST(Sealer, OpensOnlyWhereTheRecordWasSealed) {
  const Sealer sealer(kRing.Derive("records"));
  const std::string sealed = sealer.Seal("clue", "a", 3, "罗一鸣");
  EXPECT_EQ(*sealer.Open("clue", "a", 3, sealed), "罗一鸣");
  EXPECT_FALSE(sealer.Open("clue", "a", 2, sealed).ok());
  EXPECT_FALSE(sealer.Open("clue", "b", 3, sealed).ok());
  EXPECT_FALSE(sealer.Open("case", "a", 3, sealed).ok());
  EXPECT_FALSE(Sealer(kRing.Derive("other")).Open("clue", "a", 3, sealed).ok());
}

TEST(Sealer, FindsEveryFlippedBit) {
  const Sealer sealer(kRing.Derive("records"));
  const std::string sealed = sealer.Seal("clue", "a", 1, "x");
  for (size_t i = 0; i < sealed.size() * 8; ++i) {
    std::string altered = sealed;
    altered[i / 8] = static_cast<char>(altered[i / 8] ^ (1 << (i % 8)));
    EXPECT_FALSE(sealer.Open("clue", "a", 1, altered).ok());
  }
  EXPECT_FALSE(sealer.Open("clue", "a", 1, sealed.substr(0, 20)).ok());
}

TEST(Sealer, NeverSealsAlikeTwice) {
  const Sealer sealer(kRing.Derive("records"));
  EXPECT_NE(sealer.Seal("clue", "a", 1, "x"), sealer.Seal("clue", "a", 1, "x"));
}

TEST(KeyedDigest, MeetsTheStandardsVector) {
  // RFC 4231, test case 2, with the key filled up to the block as HMAC does.
  const KeyedDigest digest(Key("Jefe" + std::string(28, '\0')));
  std::string hex;
  for (const char c : digest.Of("what do ya want for nothing?")) {
    char two[3];
    std::snprintf(two, sizeof(two), "%02x", static_cast<unsigned char>(c));
    hex += two;
  }
  EXPECT_EQ(hex, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(KeyedDigest, TokensOfTwoDomainsDiffer) {
  const KeyedDigest digest(kRing.Derive("index"));
  EXPECT_EQ(digest.Token("a", "1"), digest.Token("a", "1"));
  EXPECT_NE(digest.Token("a", "1"), digest.Token("b", "1"));
  EXPECT_NE(digest.Token("a", "b1"), digest.Token("ab", "1"));
  EXPECT_NE(digest.Token("a", "1"), KeyedDigest(kRing.Derive("other")).Token("a", "1"));
}

TEST(TokenBox, OpensForItsAudienceOnly) {
  const TokenBox box(kRing.Derive("tokens"));
  const std::string token = box.Close("police", "17");
  EXPECT_EQ(box.Open("police", token), "17");
  EXPECT_FALSE(box.Open("school", token).has_value());
  EXPECT_FALSE(box.Open("police", token.substr(1)).has_value());
  EXPECT_FALSE(box.Open("police", "not base64 !").has_value());
}

TEST(KeyRing, RefusesAKeyFileThatOthersMayRead) {
  const std::string path = ::testing::TempDir() + "/master";
  std::ofstream(path) << std::string(64, 'a') << "\n";
  chmod(path.c_str(), 0644);
  EXPECT_EQ(KeyRing::FromFile(path).status().code(), absl::StatusCode::kFailedPrecondition);
  chmod(path.c_str(), 0600);
  EXPECT_TRUE(KeyRing::FromFile(path).ok());
  std::ofstream(path) << "short";
  EXPECT_FALSE(KeyRing::FromFile(path).ok());
  std::remove(path.c_str());
}

}  // namespace
}  // namespace liandong::seal
