#include "shared/obligations/book.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/identity/caller.h"
#include "shared/law/names.h"
#include "shared/obligations/terms.h"
#include "shared/values/resource_name.h"

namespace liandong::obligations {
namespace {

constexpr int64_t kOpen = obligation::v1::OBLIGATION_STATE_OPEN;
constexpr int64_t kOverdue = obligation::v1::OBLIGATION_STATE_OVERDUE;
// Obligations marked overdue in one transaction; the next one marks more.
constexpr int64_t kSweepAtOnce = 500;

constexpr char kTable[] = "obligation";
constexpr char kColumns[] = "id, kind, owner, division, subject, create_time, due_time, state, close_time";

contract::v1::Agency AgencyOf(absl::string_view owner) {
  const std::vector<absl::string_view> parts = absl::StrSplit(owner, '@');
  return law::AgencyFromSlug(parts.front()).value_or(contract::v1::AGENCY_UNSPECIFIED);
}

// Reads kColumns, beginning with column `first`.
obligation::v1::Obligation Read(const store::Row& row, int first = 0) {
  obligation::v1::Obligation one;
  one.set_name(values::NameOf("obligations", row.Text(first)));
  one.set_kind(static_cast<Kind>(row.Int(first + 1)));
  one.set_owner(AgencyOf(row.Text(first + 2)));
  one.set_division(std::string(row.Text(first + 3)));
  one.set_subject(std::string(row.Text(first + 4)));
  *one.mutable_create_time() = base::ToProto(absl::FromUnixMicros(row.Int(first + 5)));
  *one.mutable_due_time() = base::ToProto(absl::FromUnixMicros(row.Int(first + 6)));
  one.set_state(static_cast<State>(row.Int(first + 7)));
  if (!row.IsNull(first + 8)) *one.mutable_close_time() = base::ToProto(absl::FromUnixMicros(row.Int(first + 8)));
  return one;
}

void Add(int64_t state, int count, obligation::v1::Standing& standing) {
  switch (state) {
    case obligation::v1::OBLIGATION_STATE_OPEN:
      return standing.set_open(standing.open() + count);
    case obligation::v1::OBLIGATION_STATE_OVERDUE:
      return standing.set_overdue(standing.overdue() + count);
    case obligation::v1::OBLIGATION_STATE_MET:
      return standing.set_met(standing.met() + count);
    case obligation::v1::OBLIGATION_STATE_MET_LATE:
      return standing.set_met_late(standing.met_late() + count);
    default:
      return;
  }
}

obligation::v1::ObligationEvent ReadEvent(const store::Row& row) {
  obligation::v1::ObligationEvent event;
  *event.mutable_obligation() = Read(row, 3);
  // Its state at that time; it may have changed since.
  event.mutable_obligation()->set_state(static_cast<State>(row.Int(1)));
  *event.mutable_event_time() = base::ToProto(absl::FromUnixMicros(row.Int(2)));
  return event;
}

records::ListIndex Lists() {
  std::set<int64_t> states;
  for (int state = obligation::v1::ObligationState_MIN; state <= obligation::v1::ObligationState_MAX; ++state) {
    if (obligation::v1::ObligationState_IsValid(state)) states.insert(state);
  }
  return records::ListIndex({.table = kTable}, {.states = std::move(states), .kind = true},
                            absl::StrCat("SELECT ", kColumns, " FROM ", kTable));
}

}  // namespace

Book::Book(const records::EventOrder* events)
    : lists_(Lists()),
      events_(kEvents, "obligation_id",
              {.columns = "e.state, e.event_time, o.id, o.kind, o.owner, o.division, o.subject, o.create_time, "
                          "o.due_time, o.state, o.close_time",
               .from = "obligation_event e JOIN obligation o ON o.id = e.obligation_id"},
              events) {}

std::vector<store::Migration> Book::Migrations() {
  return {
      {.version = 1,
       .component = "obligation",
       .sql = "CREATE TABLE obligation (id TEXT NOT NULL UNIQUE, kind INTEGER NOT NULL, owner TEXT NOT NULL, "
              "division TEXT NOT NULL, subject TEXT NOT NULL, create_time INTEGER NOT NULL, due_time INTEGER NOT NULL, "
              "state INTEGER NOT NULL, close_time INTEGER);"
              "CREATE INDEX obligation_by_due ON obligation (due_time) WHERE state = 1;"
              "CREATE UNIQUE INDEX obligation_unmet ON obligation (subject, kind) WHERE state <= 2;"
              "CREATE TABLE obligation_event (place INTEGER PRIMARY KEY, obligation_id TEXT NOT NULL, "
              "state INTEGER NOT NULL, event_time INTEGER NOT NULL);"},
      {.version = 2,
       .component = "obligation",
       .sql = "INSERT INTO lead VALUES ('obligation_sweep');"
              "CREATE INDEX IF NOT EXISTS obligation_by_subject ON obligation (subject, kind);"
              "CREATE INDEX obligation_overdue ON obligation (kind) WHERE state = 2;"
              "ALTER TABLE obligation_event RENAME TO obligation_event_before;"
              "CREATE TABLE obligation_event (id TEXT NOT NULL, place INTEGER UNIQUE, obligation_id TEXT NOT NULL, "
              "state INTEGER NOT NULL, event_time INTEGER NOT NULL);"
              "INSERT INTO obligation_event "
              "SELECT CAST(place AS TEXT), place, obligation_id, state, event_time FROM obligation_event_before;"
              "DROP TABLE obligation_event_before;"},
      // Lists and streams find what is within their reach by indexes.
      {.version = 3,
       .component = kTable,
       .sql =
           absl::StrCat(Lists().Definition(),
                        "DROP INDEX obligation_by_due;"
                        "DROP INDEX obligation_overdue;"
                        "CREATE INDEX obligation_by_due ON obligation (state, due_time, owner, kind);"
                        "ALTER TABLE obligation_event RENAME TO obligation_event_before;",
                        records::EventTable::Create(kEvents, "obligation_id"),
                        "INSERT INTO obligation_event (id, place, obligation_id, division, owner, state, event_time) "
                        "SELECT e.id, e.place, e.obligation_id, o.division, o.owner, e.state, e.event_time "
                        "FROM obligation_event_before e JOIN obligation o ON o.id = e.obligation_id;"
                        "DROP TABLE obligation_event_before;",
                        records::EventTable::CreateIndexes(kEvents))}};
}

absl::Status Book::Open(store::Tx& tx, const Duty& duty, absl::Time now) const {
  const std::string id = base::NewId(now);
  const auto agency = duty.owner == contract::v1::AGENCY_UNSPECIFIED ? InfoOf(duty.kind).owner() : duty.owner;
  const std::string owner = identity::OwnerOf(agency, duty.division);
  const absl::Time due = duty.due.has_value() ? *duty.due : DueAfter(duty.kind, now);
  LD_ASSIGN_OR_RETURN(const int64_t added,
                      tx.Execute("INSERT INTO obligation (id, kind, owner, division, subject, create_time, due_time, "
                                 "state) VALUES ($1, $2, $3, $4, $5, $6, $7, 1) ON CONFLICT DO NOTHING",
                                 {id, int64_t{duty.kind}, owner, duty.division, duty.subject, absl::ToUnixMicros(now),
                                  absl::ToUnixMicros(due)}));
  return added == 0 ? absl::OkStatus() : events_.Add(tx, {id, duty.division, owner, kOpen}, now);
}

absl::Status Book::OpenOnce(store::Tx& tx, const Duty& duty, absl::Time now) const {
  LD_ASSIGN_OR_RETURN(const bool known, Knows(tx, duty.kind, duty.subject));
  return known ? absl::OkStatus() : Open(tx, duty, now);
}

absl::StatusOr<bool> Book::Knows(store::ReadTx& tx, Kind kind, absl::string_view subject) const {
  bool known = false;
  LD_RETURN_IF_ERROR(tx.Query("SELECT 1 FROM obligation WHERE subject = $1 AND kind = $2 LIMIT 1",
                              {subject, int64_t{kind}}, [&](const store::Row&) { known = true; }));
  return known;
}

absl::Status Book::Close(store::Tx& tx, Kind kind, absl::string_view subject, State on_time, State late,
                         absl::Time now) const {
  records::NewEvent event;
  bool in_time = true;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT id, division, owner, due_time FROM obligation WHERE subject = $1 AND kind = $2 AND state <= 2",
               {subject, int64_t{kind}}, [&](const store::Row& row) {
                 event = {std::string(row.Text(0)), std::string(row.Text(1)), std::string(row.Text(2))};
                 in_time = absl::ToUnixMicros(now) <= row.Int(3);
               }));
  if (event.subject.empty()) return absl::OkStatus();
  if (!in_time) closed_late_ = true;
  event.state = in_time ? on_time : late;
  LD_RETURN_IF_ERROR(tx.Execute("UPDATE obligation SET state = $1, close_time = $2 WHERE id = $3",
                                {event.state, absl::ToUnixMicros(now), event.subject})
                         .status());
  return events_.Add(tx, event, now);
}

absl::StatusOr<bool> Book::Owes(store::ReadTx& tx, absl::string_view subject) const {
  bool owes = false;
  LD_RETURN_IF_ERROR(tx.Query("SELECT 1 FROM obligation WHERE subject = $1 AND state IN ($2, $3) LIMIT 1",
                              {subject, kOpen, kOverdue}, [&](const store::Row&) { owes = true; }));
  return owes;
}

absl::Status Book::Meet(store::Tx& tx, Kind kind, absl::string_view subject, absl::Time now) const {
  return Close(tx, kind, subject, obligation::v1::OBLIGATION_STATE_MET, obligation::v1::OBLIGATION_STATE_MET_LATE, now);
}

absl::Status Book::Void(store::Tx& tx, Kind kind, absl::string_view subject, absl::Time now) const {
  return Close(tx, kind, subject, obligation::v1::OBLIGATION_STATE_VOID, obligation::v1::OBLIGATION_STATE_VOID, now);
}

absl::StatusOr<std::vector<obligation::v1::Obligation>> Book::Sweep(store::Tx& tx, absl::Time now) const {
  std::vector<obligation::v1::Obligation> overdue;
  LD_RETURN_IF_ERROR(tx.Query(absl::StrCat("SELECT ", kColumns,
                                           " FROM obligation WHERE state = 1 AND due_time < $1 ORDER BY due_time "
                                           "LIMIT $2"),
                              {absl::ToUnixMicros(now), kSweepAtOnce},
                              [&](const store::Row& row) { overdue.push_back(Read(row)); }));
  for (obligation::v1::Obligation& one : overdue) {
    const std::string id(*values::IdIn(one.name(), "obligations"));
    one.set_state(obligation::v1::OBLIGATION_STATE_OVERDUE);
    LD_RETURN_IF_ERROR(tx.Execute("UPDATE obligation SET state = 2 WHERE id = $1", {id}).status());
    const std::string owner = identity::OwnerOf(one.owner(), one.division());
    LD_RETURN_IF_ERROR(events_.Add(tx, {id, one.division(), owner, kOverdue}, now));
  }
  return overdue;
}

absl::StatusOr<bool> Book::AnyDue(store::ReadTx& tx, absl::Time now) const {
  bool any = false;
  LD_RETURN_IF_ERROR(tx.Query("SELECT 1 FROM obligation WHERE state = 1 AND due_time < $1 LIMIT 1",
                              {absl::ToUnixMicros(now)}, [&](const store::Row&) { any = true; }));
  return any;
}

absl::StatusOr<std::map<Kind, int64_t>> Book::Overdue(store::ReadTx& tx) const {
  std::map<Kind, int64_t> overdue;
  LD_RETURN_IF_ERROR(tx.Query("SELECT kind FROM obligation WHERE state = 2", {},
                              [&](const store::Row& row) { ++overdue[static_cast<Kind>(row.Int(0))]; }));
  return overdue;
}

absl::StatusOr<std::vector<obligation::v1::Obligation>> Book::List(store::ReadTx& tx, const records::Reach& reach,
                                                                   const Listing& listing) const {
  std::vector<obligation::v1::Obligation> found;
  std::optional<records::Position> after;
  if (!listing.after.empty()) after = records::Position{listing.after};
  LD_RETURN_IF_ERROR(lists_.Read(tx, {.reach = reach, .kind = listing.kind, .state = listing.state}, after,
                                 listing.limit, [&](const store::Row& row) { found.push_back(Read(row)); }));
  // Ranges come one after the other. Names are in the order of ids.
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.name() > b.name(); });
  if (found.size() > static_cast<size_t>(listing.limit)) found.resize(listing.limit);
  return found;
}

absl::StatusOr<records::EventsRead<obligation::v1::ObligationEvent>> Book::EventsAfter(store::ReadTx& tx,
                                                                                       const records::Reach& reach,
                                                                                       int64_t after, int limit) const {
  return events_.After<obligation::v1::ObligationEvent>(tx, reach, after, limit, &ReadEvent);
}

absl::StatusOr<std::vector<obligation::v1::Standing>> Book::Standings(store::ReadTx& tx, absl::Time from,
                                                                      absl::Time until) const {
  std::map<std::pair<int, int>, obligation::v1::Standing> standings;
  for (int64_t state = kOpen; state <= obligation::v1::ObligationState_MAX; ++state) {
    LD_RETURN_IF_ERROR(
        tx.Query("SELECT owner, kind FROM obligation WHERE state = $1 AND due_time >= $2 AND due_time < $3",
                 {state, absl::ToUnixMicros(from), absl::ToUnixMicros(until)}, [&](const store::Row& row) {
                   const auto agency = AgencyOf(row.Text(0));
                   obligation::v1::Standing& standing = standings[{agency, static_cast<int>(row.Int(1))}];
                   standing.set_agency(agency);
                   standing.set_kind(static_cast<Kind>(row.Int(1)));
                   Add(state, 1, standing);
                 }));
  }
  std::vector<obligation::v1::Standing> all;
  for (auto& [key, standing] : standings) all.push_back(std::move(standing));
  return all;
}

}  // namespace liandong::obligations
