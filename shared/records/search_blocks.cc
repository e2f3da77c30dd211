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

// Keys in one statement: many, or as many as a person has of whom little is known.
constexpr size_t kAtOnce = 32;
constexpr size_t kFew = 8;

std::string LookUpStatement(size_t keys) {
  std::vector<std::string> parts;
  for (size_t i = 1; i <= keys; ++i) {
    parts.push_back(absl::StrCat("SELECT * FROM (SELECT token, id FROM search_key WHERE token = $", i, " LIMIT ",
                                 matching::kLargestBlock + 1, ") AS met", i));
  }
  return absl::StrJoin(parts, " UNION ALL ");
}

std::string AddStatement(size_t keys) {
  std::vector<std::string> rows;
  for (size_t i = 0; i < keys; ++i) rows.push_back(absl::StrCat("(", store::Parameters(2, 2 * i + 1), ")"));
  return absl::StrCat("INSERT INTO search_key (token, id) VALUES ", absl::StrJoin(rows, ", "),
                      " ON CONFLICT DO NOTHING");
}

// The statements for many keys and for few.
struct Statements {
  explicit Statements(std::string (*make)(size_t keys)) : many(make(kAtOnce)), few(make(kFew)) {}
  std::string many;
  std::string few;
};

// The number of keys of the next statement if `left` are left.
size_t AtOnce(size_t left) { return left > kFew ? kAtOnce : kFew; }

absl::string_view BytesOf(const PackedId& id) { return {reinterpret_cast<const char*>(&id), sizeof id}; }

PackedId PackedOf(absl::string_view bytes) {
  PackedId id;
  std::memcpy(&id, bytes.data(), std::min(bytes.size(), sizeof id));
  return id;
}

std::string BytesOf(const std::vector<int64_t>& tokens) {
  return {reinterpret_cast<const char*>(tokens.data()), tokens.size() * sizeof(int64_t)};
}

}  // namespace

void AppendTokens(absl::string_view bytes, std::vector<int64_t>& tokens) {
  const size_t before = tokens.size();
  const size_t count = bytes.size() / sizeof(int64_t);
  tokens.resize(before + count);
  std::memcpy(tokens.data() + before, bytes.data(), count * sizeof(int64_t));
}

absl::StatusOr<PackedId> Pack(absl::string_view id) {
  const std::string bytes = base::BytesOfId(id);
  if (bytes.empty()) return absl::InvalidArgumentError("not a record id");
  return PackedOf(bytes);
}

std::string Unpack(PackedId id) { return base::IdOfBytes(BytesOf(id)); }

absl::Status PutBlocks(store::Tx& tx, std::vector<BlockRow> rows) {
  static const auto* const kStatements = new Statements(AddStatement);
  std::sort(rows.begin(), rows.end(),
            [](const BlockRow& a, const BlockRow& b) { return a.token != b.token ? a.token < b.token : a.id < b.id; });
  for (size_t first = 0, count = 0; first < rows.size(); first += count) {
    count = AtOnce(rows.size() - first);
    std::vector<store::Value> values;
    values.reserve(2 * count);
    // Repeats the last one if there are fewer.
    for (size_t i = first; i < first + count; ++i) {
      const auto& [token, id] = rows[std::min(i, rows.size() - 1)];
      values.emplace_back(token);
      values.emplace_back(store::Blob{BytesOf(id)});
    }
    LD_RETURN_IF_ERROR(tx.Put(count == kFew ? kStatements->few : kStatements->many, values));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> PutKeysOf(store::Tx& tx, absl::string_view id, const PersonKeys& person) {
  const std::string packed = BytesOf(person.tokens);
  LD_ASSIGN_OR_RETURN(const int64_t added,
                      tx.Execute("INSERT INTO search_person_keys (id, role, entry, tokens) VALUES ($1, $2, $3, $4) "
                                 "ON CONFLICT DO NOTHING",
                                 {id, absl::string_view(person.role), person.entry, store::Blob{packed}}));
  return added > 0;
}

absl::StatusOr<std::vector<PersonKeys>> KeysOf(store::ReadTx& tx, absl::string_view id, absl::string_view role) {
  std::vector<PersonKeys> all;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT role, entry, tokens FROM search_person_keys WHERE id = $1 AND ($2 = '' OR role = $2)",
               {id, role}, [&](const store::Row& row) {
                 all.push_back({std::string(row.Text(0)), row.Int(1), {}});
                 AppendTokens(row.Bytes(2), all.back().tokens);
               }));
  return all;
}

absl::Status RemoveFromBlocks(store::Tx& tx, const std::vector<int64_t>& tokens, PackedId id) {
  static const auto* const kStatement = new std::string(
      absl::StrCat("DELETE FROM search_key WHERE id = $1 AND token IN (", store::Parameters(kAtOnce, 2), ")"));
  for (size_t first = 0; first < tokens.size(); first += kAtOnce) {
    std::vector<store::Value> values = {store::Blob{BytesOf(id)}};
    store::AppendPadded(tokens, first, kAtOnce, kNoKey, values);
    LD_RETURN_IF_ERROR(tx.Put(*kStatement, values));
  }
  return absl::OkStatus();
}

absl::StatusOr<Blocks> LookUpBlocks(store::ReadTx& tx, const std::vector<int64_t>& tokens) {
  static const auto* const kStatements = new Statements(LookUpStatement);
  Blocks blocks;
  absl::flat_hash_map<PackedId, int64_t> places;
  for (size_t first = 0, count = 0; first < tokens.size(); first += count) {
    count = AtOnce(tokens.size() - first);
    std::vector<store::Value> values;
    values.reserve(count);
    store::AppendPadded(tokens, first, count, kNoKey, values);
    int64_t last = kNoKey;
    LD_RETURN_IF_ERROR(
        tx.Query(count == kFew ? kStatements->few : kStatements->many, values, [&](const store::Row& row) {
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
