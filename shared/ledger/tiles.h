#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/ledger/merkle.h"
#include "shared/store/database.h"

namespace liandong::ledger {

// The hashes of the tree as they are stored: tiles of up to 256 hashes of one level, as in C2SP tlog-tiles; those of
// tile level n are roots over 256^n leaves. Only the last tile of a level ever changes.
constexpr int kTileBits = 8;
constexpr int64_t kTileWidth = 1 << kTileBits;

// Reads nodes of the tree from a database's tiles, as a NodeReader; keeps the tiles it has read. Not thread-safe.
class StoredTiles {
 public:
  // Not owned.
  StoredTiles(store::ReadTx* tx, TreeHash hash) : tx_(tx), hash_(hash) {}
  // DATA_LOSS if the tile is not there or too short.
  absl::StatusOr<std::string> operator()(int level, int64_t index) const;

 private:
  absl::StatusOr<const std::string*> Tile(int level, int64_t place) const;

  store::ReadTx* tx_;
  TreeHash hash_;
  mutable std::map<std::pair<int, int64_t>, std::string> tiles_;
};

// The right edge of the tree, to which leaves are added.
class Edge {
 public:
  // Of an empty tree.
  explicit Edge(TreeHash hash) : hash_(hash) {}
  // The edge of the stored tree of `size` leaves.
  static absl::StatusOr<Edge> Load(store::ReadTx& tx, TreeHash hash, int64_t size);

  int64_t size() const { return size_; }
  void Add(absl::string_view leaf_hash);
  std::string Root() const;
  // Writes the tiles that have changed since the last time.
  absl::Status Store(store::Tx& tx);

 private:
  struct Level {
    int64_t place = 0;   // of the last tile
    std::string hashes;  // of the last tile, one after another; fewer than 256
    bool changed = false;
  };
  struct Full {
    int level;
    int64_t place;
    std::string hashes;
  };
  void AddTo(size_t level, absl::string_view hash);

  TreeHash hash_;
  int64_t size_ = 0;
  std::vector<Level> levels_;
  std::vector<Full> full_;  // not stored yet
};

}  // namespace liandong::ledger
