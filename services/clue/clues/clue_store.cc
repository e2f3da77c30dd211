#include "services/clue/clues/clue_store.h"

#include <algorithm>
#include <utility>

#include "services/clue/clues/repeat_rules.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"

namespace liandong::clue {
namespace {

constexpr char kRegistrationDomain[] = "clue/registration";

// The events of clues, in order.
constexpr char kEvents[] =
    "CREATE TABLE clue_event (place INTEGER PRIMARY KEY, clue_id TEXT NOT NULL, division TEXT NOT NULL, "
    "owner TEXT NOT NULL, state INTEGER NOT NULL, event_time INTEGER NOT NULL)";
// If several processes write, an event gets its sequence number after the commit, and has only an id until then.
constexpr char kEventOrder[] =
    "ALTER TABLE clue_event RENAME TO clue_event_before;"
    "CREATE TABLE clue_event (id TEXT NOT NULL, place INTEGER UNIQUE, clue_id TEXT NOT NULL, division TEXT NOT NULL, "
    "owner TEXT NOT NULL, state INTEGER NOT NULL, event_time INTEGER NOT NULL);"
    "INSERT INTO clue_event SELECT CAST(place AS TEXT), place, clue_id, division, owner, state, event_time "
    "FROM clue_event_before;"
    "DROP TABLE clue_event_before;";
// The people of clues were once looked up in the tables of records::SearchIndex, which no other records of this service
// use. Their keys in search_person_keys are still read.
constexpr char kNoSearchedPeople[] =
    "DELETE FROM search_key;"
    "DELETE FROM search_person WHERE role = 'clue';"
    "DELETE FROM search_count WHERE role = 'clue';";

}  // namespace

std::vector<store::Migration> ClueStore::Migrations() {
  return {{.version = 1, .component = kEventTable, .sql = kEvents},
          {.version = 2, .component = kEventTable, .sql = kEventOrder},
          // Streams find the events within their reach by indexes.
          {.version = 3, .component = kEventTable, .sql = records::EventTable::CreateIndexes(kEventTable)},
          {.version = 1, .component = "clue_people", .sql = kNoSearchedPeople}};
}

absl::Status ClueStore::Insert(store::Tx& tx, ClueRecord& record, const RepeatTokens& tokens) const {
  LD_RETURN_IF_ERROR(clues_.Insert(tx, record));
  LD_RETURN_IF_ERROR(RepeatFollower::Write(tx, record.columns.id, tokens));
  if (!record.message.registration_reference().empty()) {
    LD_RETURN_IF_ERROR(keys_->Add(tx, kRegistrationDomain, record.message.registration_reference(), record.columns.id));
  }
  return AddEvent(tx, record, record.columns.division, record.columns.create_time);
}

void ClueStore::Inserted(const std::string& id, const RepeatTokens& tokens,
                         std::shared_ptr<const rules::ComparableClue> comparable, absl::Time now) const {
  const auto packed = records::Pack(id);
  if (!packed.ok()) return;
  index_->Forget(now - rules::kRepeatWindow);
  index_->Add(*packed, tokens.stored);
  index_->Remember(*packed, std::move(comparable), now);
}

absl::Status ClueStore::Update(store::Tx& tx, ClueRecord& record, absl::string_view etag, absl::Time now) const {
  record.columns.state = record.message.state();
  LD_RETURN_IF_ERROR(clues_.Update(tx, record, etag));
  return AddEvent(tx, record, record.columns.division, now);
}

absl::StatusOr<std::vector<ClueStore::Candidate>> ClueStore::Candidates(store::ReadTx& tx,
                                                                        const std::vector<RepeatIndex::Found>& found,
                                                                        absl::Time now) const {
  std::vector<Candidate> candidates;
  std::vector<std::string> unknown;
  for (const RepeatIndex::Found& one : found) {
    if (one.comparable == nullptr) {
      unknown.push_back(records::Unpack(one.id));
    } else {
      candidates.push_back({one.id, one.comparable});
    }
  }
  if (unknown.empty()) return candidates;
  LD_ASSIGN_OR_RETURN(const auto records, clues_.LoadMany(tx, unknown));
  for (const ClueRecord& record : records) {
    LD_ASSIGN_OR_RETURN(const RepeatIndex::Id id, records::Pack(record.columns.id));
    auto comparable = std::make_shared<const rules::ComparableClue>(rules::ComparableOf(record.message));
    index_->Remember(id, comparable, now);
    candidates.push_back({id, std::move(comparable)});
  }
  return candidates;
}

absl::StatusOr<ClueStore::Repeated> ClueStore::FindRepeated(store::ReadTx& tx, const v1::Clue& clue,
                                                            const rules::ComparableClue& comparable,
                                                            const RepeatTokens& tokens) const {
  const absl::Time now = base::FromProto(clue.create_time());
  LD_RETURN_IF_ERROR(follower_->Follow(tx, now - rules::kRepeatWindow));
  LD_ASSIGN_OR_RETURN(const auto candidates, Candidates(tx, index_->Find(tokens), now));
  std::vector<std::pair<double, std::string>> likely;
  for (const Candidate& candidate : candidates) {
    const auto probability = rules::ProbabilityOfLikelyRepeat(*candidate.comparable, comparable);
    if (probability.has_value()) likely.emplace_back(*probability, records::Unpack(candidate.id));
  }
  std::sort(likely.rbegin(), likely.rend());
  for (auto& [probability, id] : likely) {
    LD_ASSIGN_OR_RETURN(const std::string first, FirstOf(tx, id, clue.division()));
    if (!first.empty()) return Repeated{probability, std::move(id)};
  }
  return Repeated();
}

absl::StatusOr<std::string> ClueStore::FirstOf(store::ReadTx& tx, const std::string& id,
                                               const std::string& division) const {
  const auto record = clues_.Load(tx, records::Reach(), values::NameOf(clues_.collection(), id));
  const auto reason = errors::ReasonOf(record.status());
  const bool gone =
      reason == contract::v1::ERROR_REASON_NOT_FOUND || reason == contract::v1::ERROR_REASON_RECORD_ERASED;
  if (gone) return "";
  LD_RETURN_IF_ERROR(record.status());
  if (record->columns.division != division) return "";
  return record->message.repeat_of().empty() ? record->message.name() : record->message.repeat_of();
}

absl::StatusOr<records::EventsRead<v1::ClueEvent>> ClueStore::EventsAfter(store::ReadTx& tx,
                                                                          const records::Reach& reach, int64_t after,
                                                                          int limit) const {
  return events_.After<v1::ClueEvent>(tx, reach, after, limit, [&](const store::Row& row) {
    v1::ClueEvent event;
    event.set_clue(values::NameOf(clues_.collection(), row.Text(1)));
    event.set_state(static_cast<v1::ClueState>(row.Int(2)));
    *event.mutable_event_time() = base::ToProto(absl::FromUnixMicros(row.Int(3)));
    return event;
  });
}

absl::StatusOr<std::vector<ClueRecord>> ClueStore::OfRegistration(store::ReadTx& tx, const records::Reach& reach,
                                                                  absl::string_view reference) const {
  LD_ASSIGN_OR_RETURN(const std::vector<std::string> ids, keys_->Find(tx, kRegistrationDomain, reference));
  std::vector<ClueRecord> found;
  for (auto id = ids.rbegin(); id != ids.rend(); ++id) {
    auto record = clues_.Load(tx, reach, values::NameOf(clues_.collection(), *id));
    if (record.ok()) {
      found.push_back(*std::move(record));
    } else if (!absl::IsNotFound(record.status())) {
      return record.status();
    }
  }
  return found;
}

absl::Status ClueStore::AddEvent(store::Tx& tx, const ClueRecord& record, absl::string_view division,
                                 absl::Time now) const {
  return events_.Add(tx, {record.columns.id, std::string(division), record.columns.owner, record.columns.state}, now);
}

}  // namespace liandong::clue
