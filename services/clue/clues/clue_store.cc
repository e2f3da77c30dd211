#include "services/clue/clues/clue_store.h"

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "services/clue/clues/repeat_rules.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"

namespace liandong::clue {
namespace {

constexpr char kRepeatDomain[] = "clue/repeat";
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

}  // namespace

std::vector<store::Migration> ClueStore::Migrations() {
  return {{.version = 1, .component = kEventTable, .sql = kEvents},
          {.version = 2, .component = kEventTable, .sql = kEventOrder},
          // Streams find the events within their reach by indexes.
          {.version = 3, .component = kEventTable, .sql = records::EventTable::CreateIndexes(kEventTable)}};
}

absl::Status ClueStore::Insert(store::Tx& tx, ClueRecord& record) const {
  LD_RETURN_IF_ERROR(clues_.Insert(tx, record));
  for (const std::string& key : rules::RepeatKeys(record.message)) {
    LD_RETURN_IF_ERROR(keys_->Add(tx, kRepeatDomain, key, record.columns.id));
  }
  std::vector<records::SearchIndex::Person> people;
  for (const matching::Subject& person : rules::PeopleOf(record.message)) people.push_back({person, record.columns.id});
  LD_RETURN_IF_ERROR(people_.Add(tx, people));
  if (!record.message.registration_reference().empty()) {
    LD_RETURN_IF_ERROR(keys_->Add(tx, kRegistrationDomain, record.message.registration_reference(), record.columns.id));
  }
  return AddEvent(tx, record, record.columns.division, record.columns.create_time);
}

absl::Status ClueStore::Update(store::Tx& tx, ClueRecord& record, absl::string_view etag, absl::Time now) const {
  record.columns.state = record.message.state();
  LD_RETURN_IF_ERROR(clues_.Update(tx, record, etag));
  return AddEvent(tx, record, record.columns.division, now);
}

absl::StatusOr<std::vector<std::string>> ClueStore::Met(store::ReadTx& tx, const v1::Clue& clue,
                                                        absl::Time since) const {
  absl::flat_hash_set<std::string> met;
  for (const std::string& key : rules::RepeatLookupKeys(clue)) {
    LD_ASSIGN_OR_RETURN(const auto ids, keys_->FindLatest(tx, kRepeatDomain, key, since, int{rules::kRepeatsCompared}));
    met.insert(ids.begin(), ids.end());
  }
  const std::string first = base::LeastId(since);
  for (const matching::Subject& person : rules::PeopleOf(clue)) {
    LD_ASSIGN_OR_RETURN(const auto ids, people_.Find(tx, person));
    for (const std::string& id : ids) {
      if (id >= first) met.insert(id);
    }
  }
  return std::vector<std::string>(met.begin(), met.end());
}

absl::StatusOr<std::vector<ClueStore::Meeting>> ClueStore::Meetings(store::ReadTx& tx,
                                                                    const std::vector<std::string>& ids,
                                                                    absl::Time now) const {
  std::vector<Meeting> meetings;
  std::vector<std::string> unknown;
  for (const std::string& id : ids) {
    auto told = known_->Find(id);
    told == nullptr ? unknown.push_back(id) : meetings.push_back({id, std::move(told)});
  }
  LD_ASSIGN_OR_RETURN(const auto records, clues_.LoadMany(tx, unknown));
  for (const ClueRecord& record : records) {
    auto told = std::make_shared<const rules::Told>(rules::TellOf(record.message));
    known_->Add(record.columns.id, told, now);
    meetings.push_back({record.columns.id, std::move(told)});
  }
  return meetings;
}

absl::StatusOr<ClueStore::Repeated> ClueStore::FindRepeated(store::ReadTx& tx, const v1::Clue& clue,
                                                            const rules::Told& told) const {
  const absl::Time now = base::FromProto(clue.create_time());
  LD_ASSIGN_OR_RETURN(const auto ids, Met(tx, clue, now - rules::kRepeatWindow));
  LD_ASSIGN_OR_RETURN(const auto meetings, Meetings(tx, ids, now));
  std::vector<std::pair<double, std::string>> likely;
  for (const Meeting& meeting : meetings) {
    const auto probability = rules::ProbabilityOfLikelyRepeat(*meeting.told, told);
    if (probability.has_value()) likely.emplace_back(*probability, meeting.id);
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

void ClueStore::Know(const std::string& id, std::shared_ptr<const rules::Told> told, absl::Time now) const {
  known_->Add(id, std::move(told), now);
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
