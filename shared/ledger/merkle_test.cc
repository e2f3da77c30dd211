#include "shared/ledger/merkle.h"

#include <gtest/gtest.h>

#include "absl/strings/escaping.h"

namespace liandong::ledger {
namespace {

constexpr TreeHash kHash = TreeHash::kSha256;

// The tree of the Certificate Transparency reference: its leaves, and its root at each size.
const std::vector<std::string>& Leaves() {
  static const auto* const leaves =
      new std::vector<std::string>{"",
                                   absl::HexStringToBytes("00"),
                                   absl::HexStringToBytes("10"),
                                   absl::HexStringToBytes("2021"),
                                   absl::HexStringToBytes("3031"),
                                   absl::HexStringToBytes("40414243"),
                                   absl::HexStringToBytes("5051525354555657"),
                                   absl::HexStringToBytes("606162636465666768696a6b6c6d6e6f")};
  return *leaves;
}
constexpr const char* kRoots[] = {"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                                  "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                                  "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                                  "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                                  "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                                  "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                                  "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                                  "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                                  "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

absl::StatusOr<std::string> Node(int level, int64_t index) {
  if (level == 0) return LeafHash(kHash, Leaves().at(static_cast<size_t>(index)));
  return NodeHash(kHash, *Node(level - 1, 2 * index), *Node(level - 1, 2 * index + 1));
}

std::string Root(int64_t size) { return *RootAt(kHash, size, Node); }

TEST(Merkle, RootsAreThoseOfTheReference) {
  for (int64_t size = 0; size <= 8; ++size) EXPECT_EQ(absl::BytesToHexString(Root(size)), kRoots[size]) << size;
}

TEST(Merkle, EveryInclusionIsProvedAndNoOther) {
  for (int64_t size = 1; size <= 8; ++size) {
    for (int64_t index = 0; index < size; ++index) {
      Hashes proof = *InclusionProof(kHash, index, size, Node);
      const std::string leaf = *Node(0, index);
      EXPECT_TRUE(VerifyInclusion(kHash, leaf, index, size, proof, Root(size)).ok()) << index << " of " << size;
      EXPECT_FALSE(VerifyInclusion(kHash, leaf, (index + 1) % size, size, proof, Root(size)).ok() && size > 1);
      EXPECT_FALSE(VerifyInclusion(kHash, leaf, index, size, proof, Root(size - 1)).ok());
      proof.push_back(leaf);
      EXPECT_FALSE(VerifyInclusion(kHash, leaf, index, size, proof, Root(size)).ok());
    }
  }
  EXPECT_FALSE(InclusionProof(kHash, 8, 8, Node).ok());
  EXPECT_FALSE(InclusionProof(kHash, -1, 8, Node).ok());
}

TEST(Merkle, EveryConsistencyIsProvedAndNoOther) {
  for (int64_t second = 0; second <= 8; ++second) {
    for (int64_t first = 0; first <= second; ++first) {
      Hashes proof = *ConsistencyProof(kHash, first, second, Node);
      EXPECT_TRUE(VerifyConsistency(kHash, first, Root(first), second, Root(second), proof).ok())
          << first << " in " << second;
      if (first > 0) {
        EXPECT_FALSE(VerifyConsistency(kHash, first, Root(first - 1), second, Root(second), proof).ok());
        EXPECT_FALSE(VerifyConsistency(kHash, first, Root(first), second, Root((second + 1) % 9), proof).ok());
      }
      if (!proof.empty()) {
        proof.back()[0] = static_cast<char>(proof.back()[0] ^ 1);
        EXPECT_FALSE(VerifyConsistency(kHash, first, Root(first), second, Root(second), proof).ok());
      }
      proof.push_back(Root(1));
      EXPECT_FALSE(VerifyConsistency(kHash, first, Root(first), second, Root(second), proof).ok());
    }
  }
  EXPECT_FALSE(ConsistencyProof(kHash, 5, 4, Node).ok());
}

TEST(Merkle, HashesWithSm3) {
  // Computed without OpenSSL, from the text of GB/T 32905.
  constexpr TreeHash kSm3 = TreeHash::kSm3;
  EXPECT_EQ(absl::BytesToHexString(EmptyRoot(kSm3)),
            "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
  EXPECT_EQ(absl::BytesToHexString(LeafHash(kSm3, "abc")),
            "a7fe0cdcc2194aa7a9c6bfad5637581bf051d935a10bb6a9ccabfce125c27d96");
  EXPECT_EQ(absl::BytesToHexString(NodeHash(kSm3, std::string(32, 'a'), std::string(32, 'b'))),
            "bdbb198a088e20df10048aba75ad304bfcd5a89789290c2a97c112e25a01e578");
}

}  // namespace
}  // namespace liandong::ledger
