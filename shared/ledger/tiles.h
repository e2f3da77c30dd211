#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/ledger/merkle.h"
#include "shared/store/database.h"

namespace liandong::ledger {

// The stored hashes of the tree: tiles of up to 256 hashes of one level, as in C2SP tlog-tiles. The hashes of tile
// level n are roots of 256^n leaves. A tile of leaves is only stored once it is complete, because rewriting it at every
// commit would write far more than the entries themselves; until then its hashes are computed from the entries.
constexpr int kTileBits = 8;
constexpr int64_t kTileWidth = 1 << kTileBits;

// A NodeReader that reads from the tiles of a database and caches them. Not thread-safe.
class StoredTiles {
 public:
  // Not owned.
  StoredTiles(store::ReadTx* tx, TreeHash hash) : tx_(tx), hash_(hash) {}
  // DATA_LOSS if the tile or its entries are missing.
  absl::StatusOr<std::string> operator()(int level, int64_t index) const;

 private:
  absl::StatusOr<const std::string*> Tile(int level, int64_t place) const;

  store::ReadTx* tx_;
  TreeHash hash_;
  mutable std::map<std::pair<int, int64_t>, std::string> tiles_;
};

// The right edge of the tree, where leaves are added.
class Edge {
 public:
  // The edge of an empty tree.
  explicit Edge(TreeHash hash) : hash_(hash) {}
  // Loads the edge of the stored tree of `size` leaves.
  static absl::StatusOr<Edge> Load(store::ReadTx& tx, TreeHash hash, int64_t size);

  int64_t size() const { return size_; }
  void Add(absl::string_view leaf_hash);
  std::string Root() const;
  // Writes the tiles that have changed since the last call.
  absl::Status Store(store::Tx& tx);

 private:
  struct Level {
    int64_t place = 0;   // index of the last tile
    std::string hashes;  // hashes of the last tile, concatenated; fewer than 256
    bool changed = false;
  };
  struct Full {
    int level;
    int64_t place;
    std::string hashes;
  };
  void AddPeaks(absl::string_view hashes);
  void AddToTile(size_t level, absl::string_view hash);

  TreeHash hash_;
  int64_t size_ = 0;
  std::vector<Level> levels_;
  // The roots of the complete subtrees of which the tree consists: that of 2^n leaves at index n, if bit n of the size
  // is set. They give the tree's root with a few hashes, whatever the size.
  std::vector<std::string> peaks_;
  std::vector<Full> full_;  // not stored yet
};

}  // namespace liandong::ledger
