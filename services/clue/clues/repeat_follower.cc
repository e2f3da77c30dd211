#include "services/clue/clues/repeat_follower.h"

#include <algorithm>
#include <map>

#include "shared/base/ids.h"
#include "shared/base/status_macros.h"

namespace liandong::clue {
namespace {

// As a person's keys in SearchIndex, where the keys of the people of older clues are.
constexpr char kRole[] = "clue";
// The domain under which KeyIndex has the other keys of older clues.
constexpr char kOlderDomain[] = "clue/repeat";
constexpr int64_t kAtOnce = 500;

using TokensById = std::map<std::string, std::vector<int64_t>>;

absl::Status ReadOlder(store::ReadTx& tx, const std::string& first, TokensById& all) {
  return tx.Query("SELECT id, token FROM record_key WHERE id >= $1 AND domain = $2",
                  {absl::string_view(first), absl::string_view(kOlderDomain)},
                  [&](const store::Row& row) { all[std::string(row.Text(0))].push_back(NumberOfToken(row.Bytes(1))); });
}

}  // namespace

absl::Status RepeatFollower::Write(store::Tx& tx, const std::string& id, const RepeatTokens& tokens) {
  const absl::string_view packed(reinterpret_cast<const char*>(tokens.stored.data()),
                                 tokens.stored.size() * sizeof(int64_t));
  return tx.Put("INSERT INTO search_person_keys (id, role, entry, tokens) VALUES ($1, $2, $3, $4)",
                {absl::string_view(id), absl::string_view(kRole), int64_t{0}, store::Blob{packed}});
}

absl::Status RepeatFollower::Follow(store::ReadTx& tx, absl::Time since) {
  if (alone_ && loaded_) return absl::OkStatus();
  const absl::MutexLock lock(&mutex_);
  if (loaded_) return alone_ ? absl::OkStatus() : FollowEvents(tx);
  LD_RETURN_IF_ERROR(Load(tx, since));
  loaded_ = true;
  return absl::OkStatus();
}

absl::Status RepeatFollower::Load(store::ReadTx& tx, absl::Time since) {
  int64_t last = 0;
  LD_RETURN_IF_ERROR(tx.Query("SELECT max(place) FROM clue_event", {}, [&](const store::Row& row) {
    if (!row.IsNull(0)) last = row.Int(0);
  }));
  last_ = last;
  const std::string first = base::LeastId(since);
  TokensById all;
  LD_RETURN_IF_ERROR(ReadOlder(tx, first, all));
  LD_RETURN_IF_ERROR(tx.Query("SELECT id, tokens FROM search_person_keys WHERE id >= $1 AND role = $2",
                              {absl::string_view(first), absl::string_view(kRole)}, [&](const store::Row& row) {
                                records::AppendTokens(row.Bytes(1), all[std::string(row.Text(0))]);
                              }));
  for (const auto& [id, tokens] : all) {
    LD_ASSIGN_OR_RETURN(const RepeatIndex::Id packed, records::Pack(id));
    index_.Add(packed, tokens);
  }
  return absl::OkStatus();
}

// Events get their sequence number in the order in which they become visible; the latest may have none yet.
absl::Status RepeatFollower::FollowEvents(store::ReadTx& tx) {
  std::vector<std::string> ids;
  int64_t last = last_;
  const auto add = [&](const store::Row& row) { ids.emplace_back(row.Text(0)); };
  LD_RETURN_IF_ERROR(tx.Query("SELECT clue_id FROM clue_event WHERE place IS NULL LIMIT $1", {kAtOnce}, add));
  for (size_t before = SIZE_MAX; ids.size() != before;) {
    before = ids.size();
    LD_RETURN_IF_ERROR(tx.Query("SELECT clue_id, place FROM clue_event WHERE place > $1 ORDER BY place LIMIT $2",
                                {last, kAtOnce}, [&](const store::Row& row) {
                                  add(row);
                                  last = row.Int(1);
                                }));
  }
  LD_RETURN_IF_ERROR(AddMissing(tx, ids));
  last_ = last;
  return absl::OkStatus();
}

absl::Status RepeatFollower::AddMissing(store::ReadTx& tx, const std::vector<std::string>& ids) {
  for (const std::string& id : ids) {
    LD_ASSIGN_OR_RETURN(const RepeatIndex::Id packed, records::Pack(id));
    if (index_.Contains(packed)) continue;
    LD_ASSIGN_OR_RETURN(const auto keys, records::KeysOf(tx, id, kRole));
    for (const records::PersonKeys& one : keys) index_.Add(packed, one.tokens);
  }
  return absl::OkStatus();
}

}  // namespace liandong::clue
