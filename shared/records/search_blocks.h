#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "shared/store/database.h"

// The rows of SearchIndex that say which records share a key. A key is a number; a record is the 16 bytes of its id.
namespace liandong::records {

// No key has this number.
inline constexpr int64_t kNoKey = -1;

using PackedId = absl::uint128;
// INVALID_ARGUMENT if the text is not an id of base::NewId().
absl::StatusOr<PackedId> Pack(absl::string_view id);
std::string Unpack(PackedId id);

struct BlockRow {
  int64_t token;
  PackedId id;
};

// In the order of the keys, so that the keys of many persons touch each page only once.
absl::Status PutBlocks(store::Tx& tx, std::vector<BlockRow> rows);
// Stores the keys of a person, so that they can be removed again.
absl::Status PutKeysOf(store::Tx& tx, int64_t entry, const std::vector<int64_t>& tokens);
// Removes the keys of this person of the record.
absl::Status RemoveFromBlocks(store::Tx& tx, int64_t entry, PackedId id);

struct Blocks {
  std::vector<PackedId> ids;
  // For each key that exists, the indexes in `ids` of the records stored under it. A block that is too large to compare
  // returns just enough records to show that.
  std::vector<std::vector<int64_t>> met;
};

absl::StatusOr<Blocks> LookUpBlocks(store::ReadTx& tx, const std::vector<int64_t>& tokens);

}  // namespace liandong::records
