#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/store/database.h"

// The rows of SearchIndex that say who shares a key: keys and persons are numbers.
namespace liandong::records {

// No key has this number.
inline constexpr int64_t kNoKey = -1;

struct BlockRow {
  int64_t token;
  int64_t entry;
};

// In the order of the keys, so that those of many persons come to each page once.
absl::Status PutBlocks(store::Tx& tx, std::vector<BlockRow> rows);
// Remembers under which keys a person is kept, to remove them by.
absl::Status PutKeysOf(store::Tx& tx, int64_t entry, const std::vector<int64_t>& tokens);
absl::Status RemoveFromBlocks(store::Tx& tx, int64_t entry);

// Who is kept under each key: of a block that is too large to be compared no more than shows that.
absl::StatusOr<std::map<int64_t, std::vector<int64_t>>> LookUpBlocks(store::ReadTx& tx,
                                                                     const std::vector<int64_t>& tokens);

}  // namespace liandong::records
