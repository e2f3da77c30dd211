#include "shared/ledger/tiles.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"

namespace liandong::ledger {
namespace {

// The root of `count` hashes; `count` is a power of two.
std::string Fold(TreeHash hash, absl::string_view hashes, size_t count) {
  if (count == 1) return std::string(hashes.substr(0, kHashSize));
  const size_t half = count / 2;
  return NodeHash(hash, Fold(hash, hashes, half), Fold(hash, hashes.substr(half * kHashSize), half));
}

constexpr size_t kTileBytes = static_cast<size_t>(kTileWidth) * kHashSize;

// The hashes of the entries that a tile of leaves covers.
absl::StatusOr<std::string> HashLeaves(store::ReadTx& tx, TreeHash hash, int64_t place) {
  std::string hashes;
  LD_RETURN_IF_ERROR(tx.Query("SELECT leaf FROM ledger_leaf WHERE seq >= $1 AND seq < $2 ORDER BY seq",
                              {place * kTileWidth, (place + 1) * kTileWidth},
                              [&](const store::Row& row) { hashes += LeafHash(hash, row.Bytes(0)); }));
  return hashes;
}

absl::StatusOr<std::string> ReadTile(store::ReadTx& tx, TreeHash hash, int level, int64_t place) {
  std::string hashes;
  LD_RETURN_IF_ERROR(tx.Query("SELECT hashes FROM ledger_tile WHERE level = $1 AND place = $2", {int64_t{level}, place},
                              [&](const store::Row& row) { hashes = std::string(row.Bytes(0)); }));
  const bool computed = level == 0 && hashes.size() < kTileBytes;
  return computed ? HashLeaves(tx, hash, place) : hashes;
}

absl::Status WriteTile(store::Tx& tx, int level, int64_t place, absl::string_view hashes) {
  return tx.Put(
      "INSERT INTO ledger_tile (level, place, hashes) VALUES ($1, $2, $3) ON CONFLICT (level, place) DO UPDATE SET "
      "hashes = excluded.hashes",
      {int64_t{level}, place, store::Blob{hashes}});
}

}  // namespace

absl::StatusOr<std::string> StoredTiles::operator()(int level, int64_t index) const {
  const int tile_level = level / kTileBits;
  const int within = level % kTileBits;
  const int64_t first = index << within;
  LD_ASSIGN_OR_RETURN(const std::string* const tile, Tile(tile_level, first / kTileWidth));
  const size_t offset = static_cast<size_t>(first % kTileWidth) * kHashSize;
  const size_t count = size_t{1} << within;
  if (tile->size() < offset + count * kHashSize) return absl::DataLossError("a tile of the ledger is incomplete");
  return Fold(hash_, absl::string_view(*tile).substr(offset), count);
}

absl::StatusOr<const std::string*> StoredTiles::Tile(int level, int64_t place) const {
  const auto found = tiles_.find({level, place});
  if (found != tiles_.end()) return &found->second;
  LD_ASSIGN_OR_RETURN(std::string hashes, ReadTile(*tx_, hash_, level, place));
  return &tiles_.emplace(std::pair(level, place), std::move(hashes)).first->second;
}

absl::StatusOr<Edge> Edge::Load(store::ReadTx& tx, TreeHash hash, int64_t size) {
  Edge edge(hash);
  edge.size_ = size;
  int64_t count = size;
  for (int level = 0; count > 0; ++level, count >>= kTileBits) {
    Level one{count >> kTileBits, "", false};
    const size_t wanted = static_cast<size_t>(count % kTileWidth) * kHashSize;
    if (wanted > 0) {
      LD_ASSIGN_OR_RETURN(one.hashes, ReadTile(tx, hash, level, one.place));
      if (one.hashes.size() != wanted) {
        return absl::DataLossError(
            absl::StrCat("the ledger's last tile of level ", level, " does not match the checkpoint"));
      }
    }
    edge.AddPeaks(one.hashes);
    edge.levels_.push_back(std::move(one));
  }
  return edge;
}

// Splits the last tile of the next level into complete subtrees, the largest first.
void Edge::AddPeaks(absl::string_view hashes) {
  const size_t lowest = levels_.size() * kTileBits;
  peaks_.resize(lowest + kTileBits);
  const size_t count = hashes.size() / kHashSize;
  size_t begin = 0;
  for (size_t bit = kTileBits; bit-- > 0;) {
    const size_t part = size_t{1} << bit;
    if ((count & part) == 0) continue;
    peaks_[lowest + bit] = Fold(hash_, hashes.substr(begin * kHashSize), part);
    begin += part;
  }
}

// Like counting in binary: two subtrees of one size become one of the next.
void Edge::Add(absl::string_view leaf_hash) {
  std::string node(leaf_hash);
  for (size_t bit = 0;; ++bit) {
    if (bit % kTileBits == 0) AddToTile(bit / kTileBits, node);
    if (bit == peaks_.size()) peaks_.emplace_back();
    const bool alone = ((static_cast<uint64_t>(size_) >> bit) & 1) == 0;
    if (alone) {
      peaks_[bit] = std::move(node);
      break;
    }
    node = NodeHash(hash_, peaks_[bit], node);
  }
  ++size_;
}

void Edge::AddToTile(size_t level, absl::string_view hash) {
  if (levels_.size() <= level) levels_.emplace_back();
  Level& own = levels_[level];
  own.hashes.append(hash.data(), hash.size());
  own.changed = true;
  if (own.hashes.size() < kTileBytes) return;
  Full& full = full_.emplace_back(Full{static_cast<int>(level), own.place, ""});
  full.hashes.swap(own.hashes);
  ++own.place;
  own.changed = false;
}

std::string Edge::Root() const {
  std::string root;
  for (size_t bit = 0; bit < peaks_.size(); ++bit) {
    if (((static_cast<uint64_t>(size_) >> bit) & 1) == 0) continue;
    root = root.empty() ? peaks_[bit] : NodeHash(hash_, peaks_[bit], root);
  }
  return root.empty() ? EmptyRoot(hash_) : root;
}

absl::Status Edge::Store(store::Tx& tx) {
  for (const Full& full : std::exchange(full_, {})) {
    LD_RETURN_IF_ERROR(WriteTile(tx, full.level, full.place, full.hashes));
  }
  // The tile of leaves follows when it is complete.
  for (size_t level = 1; level < levels_.size(); ++level) {
    if (!std::exchange(levels_[level].changed, false)) continue;
    LD_RETURN_IF_ERROR(WriteTile(tx, static_cast<int>(level), levels_[level].place, levels_[level].hashes));
  }
  return absl::OkStatus();
}

}  // namespace liandong::ledger
