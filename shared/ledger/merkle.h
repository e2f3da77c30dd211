#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// The Merkle tree of RFC 6962, section 2.1. Pure. Leaves count from 0.
namespace liandong::ledger {

// The hash algorithm of a tree. It never changes.
enum class TreeHash {
  kSha256,
  kSm3,  // GB/T 32905
};

// Size of either hash, in bytes.
inline constexpr size_t kHashSize = 32;

using Hashes = std::vector<std::string>;

// The root of an empty tree: the hash of an empty text.
std::string EmptyRoot(TreeHash hash);
std::string LeafHash(TreeHash hash, absl::string_view leaf);
std::string NodeHash(TreeHash hash, absl::string_view left, absl::string_view right);

// Reads the root of a complete subtree; `index` counts subtrees of 2^level leaves.
using NodeReader = absl::FunctionRef<absl::StatusOr<std::string>(int level, int64_t index)>;

// The root of the first `size` leaves.
absl::StatusOr<std::string> RootAt(TreeHash hash, int64_t size, NodeReader nodes);

// The inclusion proof of leaf `index` in the tree of `size` leaves. OUT_OF_RANGE unless 0 <= index < size.
absl::StatusOr<Hashes> InclusionProof(TreeHash hash, int64_t index, int64_t size, NodeReader nodes);

// The proof that the tree of `second` leaves begins with the tree of `first` leaves. OUT_OF_RANGE unless 0 <= first <=
// second.
absl::StatusOr<Hashes> ConsistencyProof(TreeHash hash, int64_t first, int64_t second, NodeReader nodes);

// DATA_LOSS if the proof is wrong.
absl::Status VerifyInclusion(TreeHash hash, absl::string_view leaf_hash, int64_t index, int64_t size,
                             const Hashes& proof, absl::string_view root);
absl::Status VerifyConsistency(TreeHash hash, int64_t first, absl::string_view first_root, int64_t second,
                               absl::string_view second_root, const Hashes& proof);

}  // namespace liandong::ledger
