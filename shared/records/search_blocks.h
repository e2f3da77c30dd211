#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "shared/store/database.h"

// The rows of SearchIndex that say which records share a key. A key is a number, a record the 16 bytes of its id.
namespace liandong::records {

// No key has this number.
inline constexpr int64_t kNoKey = -1;

using PackedId = absl::uint128;
// INVALID_ARGUMENT if it is no id as base::NewId() makes them.
absl::StatusOr<PackedId> Pack(absl::string_view id);
std::string Unpack(PackedId id);

struct BlockRow {
  int64_t token;
  PackedId id;
};

// In the order of the keys, so that those of many persons come to each page once.
absl::Status PutBlocks(store::Tx& tx, std::vector<BlockRow> rows);
// Remembers under which keys a person is kept, to remove them by.
absl::Status PutKeysOf(store::Tx& tx, int64_t entry, const std::vector<int64_t>& tokens);
// The record's, of this person.
absl::Status RemoveFromBlocks(store::Tx& tx, int64_t entry, PackedId id);

struct Blocks {
  std::vector<PackedId> ids;
  // Places in `ids` of those who are kept under each key that somebody is kept under: of a block that is too large to
  // be compared no more than shows that.
  std::vector<std::vector<int64_t>> met;
};

absl::StatusOr<Blocks> LookUpBlocks(store::ReadTx& tx, const std::vector<int64_t>& tokens);

}  // namespace liandong::records
