#include "shared/records/search_blocks.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/ids.h"
#include "shared/base/status_macros.h"
#include "shared/matching/tally.h"
#include "shared/store/parameters.h"

namespace liandong::records {
namespace {

// Keys in one statement.
constexpr size_t kAtOnce = 32;

std::string LookUpStatement() {
  std::vector<std::string> parts;
  for (size_t i = 1; i <= kAtOnce; ++i) {
    parts.push_back(absl::StrCat("SELECT * FROM (SELECT token, id FROM search_key WHERE token = $", i, " LIMIT ",
                                 matching::kLargestBlock + 1, ") AS met", i));
  }
  return absl::StrJoin(parts, " UNION ALL ");
}

std::string AddStatement() {
  std::vector<std::string> rows;
  for (size_t i = 0; i < kAtOnce; ++i) rows.push_back(absl::StrCat("(", store::Parameters(2, 2 * i + 1), ")"));
  return absl::StrCat("INSERT INTO search_key (token, id) VALUES ", absl::StrJoin(rows, ", "),
                      " ON CONFLICT DO NOTHING");
}

absl::string_view BytesOf(const PackedId& id) { return {reinterpret_cast<const char*>(&id), sizeof id}; }

PackedId PackedOf(absl::string_view bytes) {
  PackedId id;
  std::memcpy(&id, bytes.data(), std::min(bytes.size(), sizeof id));
  return id;
}

std::string BytesOf(const std::vector<int64_t>& tokens) {
  return {reinterpret_cast<const char*>(tokens.data()), tokens.size() * sizeof(int64_t)};
}

std::vector<int64_t> TokensOf(absl::string_view bytes) {
  std::vector<int64_t> tokens(bytes.size() / sizeof(int64_t));
  std::memcpy(tokens.data(), bytes.data(), tokens.size() * sizeof(int64_t));
  return tokens;
}

}  // namespace

absl::StatusOr<PackedId> Pack(absl::string_view id) {
  const std::string bytes = base::BytesOfId(id);
  if (bytes.empty()) return absl::InvalidArgumentError("not a record id");
  return PackedOf(bytes);
}

std::string Unpack(PackedId id) { return base::IdOfBytes(BytesOf(id)); }

absl::Status PutBlocks(store::Tx& tx, std::vector<BlockRow> rows) {
  static const auto* const kStatement = new std::string(AddStatement());
  std::sort(rows.begin(), rows.end(),
            [](const BlockRow& a, const BlockRow& b) { return a.token != b.token ? a.token < b.token : a.id < b.id; });
  for (size_t first = 0; first < rows.size(); first += kAtOnce) {
    std::vector<store::Value> values;
    // Repeats the last one if there are fewer.
    for (size_t i = first; i < first + kAtOnce; ++i) {
      const auto& [token, id] = rows[std::min(i, rows.size() - 1)];
      values.emplace_back(token);
      values.emplace_back(store::Blob{BytesOf(id)});
    }
    LD_RETURN_IF_ERROR(tx.Put(*kStatement, values));
  }
  return absl::OkStatus();
}

absl::Status PutKeysOf(store::Tx& tx, int64_t entry, const std::vector<int64_t>& tokens) {
  const std::string packed = BytesOf(tokens);
  return tx.Put("INSERT INTO search_person_keys (entry, tokens) VALUES ($1, $2)", {entry, store::Blob{packed}});
}

absl::Status RemoveFromBlocks(store::Tx& tx, int64_t entry, PackedId id) {
  static const auto* const kStatement = new std::string(
      absl::StrCat("DELETE FROM search_key WHERE id = $1 AND token IN (", store::Parameters(kAtOnce, 2), ")"));
  std::vector<int64_t> tokens;
  LD_RETURN_IF_ERROR(tx.Query("SELECT tokens FROM search_person_keys WHERE entry = $1", {entry},
                              [&](const store::Row& row) { tokens = TokensOf(row.Bytes(0)); }));
  for (size_t first = 0; first < tokens.size(); first += kAtOnce) {
    std::vector<store::Value> values = {store::Blob{BytesOf(id)}};
    store::AppendPadded(tokens, first, kAtOnce, kNoKey, values);
    LD_RETURN_IF_ERROR(tx.Put(*kStatement, values));
  }
  return tx.Put("DELETE FROM search_person_keys WHERE entry = $1", {entry});
}

absl::StatusOr<Blocks> LookUpBlocks(store::ReadTx& tx, const std::vector<int64_t>& tokens) {
  static const auto* const kStatement = new std::string(LookUpStatement());
  Blocks blocks;
  absl::flat_hash_map<PackedId, int64_t> places;
  for (size_t first = 0; first < tokens.size(); first += kAtOnce) {
    std::vector<store::Value> values;
    store::AppendPadded(tokens, first, kAtOnce, kNoKey, values);
    int64_t last = kNoKey;
    LD_RETURN_IF_ERROR(tx.Query(*kStatement, values, [&](const store::Row& row) {
      // The rows of one key are adjacent.
      if (std::exchange(last, row.Int(0)) != row.Int(0)) blocks.met.emplace_back();
      const PackedId id = PackedOf(row.Bytes(1));
      const auto [place, added] = places.try_emplace(id, static_cast<int64_t>(blocks.ids.size()));
      if (added) blocks.ids.push_back(id);
      blocks.met.back().push_back(place->second);
    }));
  }
  return blocks;
}

}  // namespace liandong::records
