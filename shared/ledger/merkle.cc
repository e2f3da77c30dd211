#include "shared/ledger/merkle.h"

#include <openssl/evp.h>

#include <bit>
#include <cstdlib>
#include <initializer_list>
#include <memory>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"

namespace liandong::ledger {
namespace {

// Fetching an algorithm and creating a context cost more than hashing a node. This is done once per process and once
// per thread.
const EVP_MD* Fetched(TreeHash hash) {
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  static const EVP_MD* const sm3 = EVP_MD_fetch(nullptr, "SM3", nullptr);
  return hash == TreeHash::kSm3 ? sm3 : sha256;
}

EVP_MD_CTX* Context() {
  thread_local const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  return context.get();
}

// The hash of the parts one after the other.
std::string Digest(TreeHash hash, std::initializer_list<absl::string_view> parts) {
  std::string digest(kHashSize, '\0');
  EVP_MD_CTX* const context = Context();
  bool done = EVP_DigestInit_ex2(context, Fetched(hash), nullptr) == 1;
  for (const absl::string_view part : parts) done = done && EVP_DigestUpdate(context, part.data(), part.size()) == 1;
  done = done && EVP_DigestFinal_ex(context, reinterpret_cast<unsigned char*>(digest.data()), nullptr) == 1;
  if (!done) std::abort();
  return digest;
}

// The exponent of the largest power of two below `size`; size > 1.
int SplitLevel(int64_t size) { return std::bit_width(static_cast<uint64_t>(size - 1)) - 1; }

// Half-open.
struct Range {
  int64_t begin;
  int64_t end;
  int64_t size() const { return end - begin; }
};

// The root of a range of leaves whose position and number come from splitting a tree: its left part is always complete.
absl::StatusOr<std::string> RootOf(TreeHash hash, Range range, NodeReader nodes) {
  if (std::has_single_bit(static_cast<uint64_t>(range.size()))) {
    const int level = std::countr_zero(static_cast<uint64_t>(range.size()));
    return nodes(level, range.begin >> level);
  }
  const int64_t middle = range.begin + (int64_t{1} << SplitLevel(range.size()));
  LD_ASSIGN_OR_RETURN(const std::string left, RootOf(hash, {range.begin, middle}, nodes));
  LD_ASSIGN_OR_RETURN(const std::string right, RootOf(hash, {middle, range.end}, nodes));
  return NodeHash(hash, left, right);
}

absl::Status Path(TreeHash hash, int64_t index, Range range, NodeReader nodes, Hashes& proof) {
  if (range.size() == 1) return absl::OkStatus();
  const int64_t middle = range.begin + (int64_t{1} << SplitLevel(range.size()));
  const bool is_left = index < middle;
  const Range own = is_left ? Range{range.begin, middle} : Range{middle, range.end};
  const Range other = is_left ? Range{middle, range.end} : Range{range.begin, middle};
  LD_RETURN_IF_ERROR(Path(hash, index, own, nodes, proof));
  LD_ASSIGN_OR_RETURN(std::string sibling, RootOf(hash, other, nodes));
  proof.push_back(std::move(sibling));
  return absl::OkStatus();
}

// SUBPROOF of RFC 6962. `known` is true while the old tree covers the whole remaining range.
absl::Status SubProof(TreeHash hash, int64_t first, Range range, bool known, NodeReader nodes, Hashes& proof) {
  if (first == range.end) {
    if (known) return absl::OkStatus();
    LD_ASSIGN_OR_RETURN(std::string root, RootOf(hash, range, nodes));
    proof.push_back(std::move(root));
    return absl::OkStatus();
  }
  const int64_t middle = range.begin + (int64_t{1} << SplitLevel(range.size()));
  const bool is_left = first <= middle;
  LD_RETURN_IF_ERROR(is_left ? SubProof(hash, first, {range.begin, middle}, known, nodes, proof)
                             : SubProof(hash, first, {middle, range.end}, false, nodes, proof));
  LD_ASSIGN_OR_RETURN(std::string other,
                      RootOf(hash, is_left ? Range{middle, range.end} : Range{range.begin, middle}, nodes));
  proof.push_back(std::move(other));
  return absl::OkStatus();
}

absl::Status NotShown(absl::string_view what) {
  return absl::DataLossError(absl::StrCat("the proof does not show ", what));
}

}  // namespace

std::string EmptyRoot(TreeHash hash) { return Digest(hash, {}); }

std::string LeafHash(TreeHash hash, absl::string_view leaf) { return Digest(hash, {absl::string_view("\0", 1), leaf}); }

std::string NodeHash(TreeHash hash, absl::string_view left, absl::string_view right) {
  return Digest(hash, {"\1", left, right});
}

absl::StatusOr<std::string> RootAt(TreeHash hash, int64_t size, NodeReader nodes) {
  if (size == 0) return EmptyRoot(hash);
  return RootOf(hash, {0, size}, nodes);
}

absl::StatusOr<Hashes> InclusionProof(TreeHash hash, int64_t index, int64_t size, NodeReader nodes) {
  if (index < 0 || index >= size) return absl::OutOfRangeError("the ledger has no such entry");
  Hashes proof;
  LD_RETURN_IF_ERROR(Path(hash, index, {0, size}, nodes, proof));
  return proof;
}

absl::StatusOr<Hashes> ConsistencyProof(TreeHash hash, int64_t first, int64_t second, NodeReader nodes) {
  if (first < 0 || first > second) return absl::OutOfRangeError("the ledger is not as large as the sizes asked for");
  Hashes proof;
  if (first == 0) return proof;
  LD_RETURN_IF_ERROR(SubProof(hash, first, {0, second}, true, nodes, proof));
  return proof;
}

// RFC 9162, 2.1.3.2.
absl::Status VerifyInclusion(TreeHash hash, absl::string_view leaf_hash, int64_t index, int64_t size,
                             const Hashes& proof, absl::string_view root) {
  constexpr char kWhat[] = "that the entry is in the tree";
  if (index < 0 || index >= size) return NotShown(kWhat);
  int64_t node = index;
  int64_t last = size - 1;
  std::string root_so_far(leaf_hash);
  for (const std::string& sibling : proof) {
    if (last == 0) return NotShown(kWhat);
    if (node % 2 == 1 || node == last) {
      root_so_far = NodeHash(hash, sibling, root_so_far);
      for (; node % 2 == 0 && node != 0; node >>= 1) last >>= 1;
    } else {
      root_so_far = NodeHash(hash, root_so_far, sibling);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && root_so_far == root ? absl::OkStatus() : NotShown(kWhat);
}

// RFC 9162, 2.1.4.2.
absl::Status VerifyConsistency(TreeHash hash, int64_t first, absl::string_view first_root, int64_t second,
                               absl::string_view second_root, const Hashes& proof) {
  constexpr char kWhat[] = "that the larger tree begins with the smaller one";
  if (first < 0 || first > second) return NotShown(kWhat);
  if (first == second) return proof.empty() && first_root == second_root ? absl::OkStatus() : NotShown(kWhat);
  if (first == 0) return proof.empty() && first_root == EmptyRoot(hash) ? absl::OkStatus() : NotShown(kWhat);
  Hashes path = proof;
  if (std::has_single_bit(static_cast<uint64_t>(first))) path.insert(path.begin(), std::string(first_root));
  if (path.empty()) return NotShown(kWhat);
  int64_t node = first - 1;
  int64_t last = second - 1;
  for (; node % 2 == 1; node >>= 1) last >>= 1;
  std::string old_hash = path.front();
  std::string new_hash = path.front();
  for (auto next = path.begin() + 1; next != path.end(); ++next) {
    if (last == 0) return NotShown(kWhat);
    if (node % 2 == 1 || node == last) {
      old_hash = NodeHash(hash, *next, old_hash);
      new_hash = NodeHash(hash, *next, new_hash);
      for (; node % 2 == 0 && node != 0; node >>= 1) last >>= 1;
    } else {
      new_hash = NodeHash(hash, new_hash, *next);
    }
    node >>= 1;
    last >>= 1;
  }
  return last == 0 && old_hash == first_root && new_hash == second_root ? absl::OkStatus() : NotShown(kWhat);
}

}  // namespace liandong::ledger
