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
// The keys of a person, stored so that they can be removed again.
struct PersonKeys {
  std::string role;
  int64_t entry;
  std::vector<int64_t> tokens;
};
// Appends the keys that a row of search_person_keys contains.
void AppendTokens(absl::string_view bytes, std::vector<int64_t>& tokens);
// Returns false if they are already stored.
absl::StatusOr<bool> PutKeysOf(store::Tx& tx, absl::string_view id, const PersonKeys& person);
// Of the persons of a record; in all roles if `role` is empty.
absl::StatusOr<std::vector<PersonKeys>> KeysOf(store::ReadTx& tx, absl::string_view id, absl::string_view role);
// Removes a person's keys of the record.
absl::Status RemoveFromBlocks(store::Tx& tx, const std::vector<int64_t>& tokens, PackedId id);

struct Blocks {
  std::vector<PackedId> ids;
  // For each key that exists, the indexes in `ids` of the records stored under it. A block that is too large to compare
  // returns just enough records to show that.
  std::vector<std::vector<int64_t>> met;
};

absl::StatusOr<Blocks> LookUpBlocks(store::ReadTx& tx, const std::vector<int64_t>& tokens);

}  // namespace liandong::records
