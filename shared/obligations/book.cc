#include "shared/obligations/book.h"

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
constexpr int64_t kAny = -1;
// Obligations marked overdue in one transaction; the next one marks more.
constexpr int64_t kSweepAtOnce = 500;

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

}  // namespace

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
              "DROP TABLE obligation_event_before;"}};
}

absl::Status Book::AddEvent(store::Tx& tx, absl::string_view id, int64_t state, absl::Time now) const {
  const std::string event = base::NewId(now);
  return tx.Put(
      "INSERT INTO obligation_event (id, place, obligation_id, state, event_time) VALUES ($1, $2, $3, $4, $5)",
      {absl::string_view(event), events_->Next(), id, state, absl::ToUnixMicros(now)});
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
  return added == 0 ? absl::OkStatus() : AddEvent(tx, id, kOpen, now);
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
  std::string id;
  bool in_time = true;
  LD_RETURN_IF_ERROR(tx.Query("SELECT id, due_time FROM obligation WHERE subject = $1 AND kind = $2 AND state <= 2",
                              {subject, int64_t{kind}}, [&](const store::Row& row) {
                                id = std::string(row.Text(0));
                                in_time = absl::ToUnixMicros(now) <= row.Int(1);
                              }));
  if (id.empty()) return absl::OkStatus();
  if (!in_time) closed_late_ = true;
  const int64_t state = in_time ? on_time : late;
  LD_RETURN_IF_ERROR(tx.Execute("UPDATE obligation SET state = $1, close_time = $2 WHERE id = $3",
                                {state, absl::ToUnixMicros(now), id})
                         .status());
  return AddEvent(tx, id, state, now);
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
    LD_RETURN_IF_ERROR(AddEvent(tx, id, kOverdue, now));
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
  LD_RETURN_IF_ERROR(tx.Query("SELECT kind, count(*) FROM obligation WHERE state = 2 GROUP BY kind", {},
                              [&](const store::Row& row) { overdue[static_cast<Kind>(row.Int(0))] = row.Int(1); }));
  return overdue;
}

absl::StatusOr<std::vector<obligation::v1::Obligation>> Book::List(store::ReadTx& tx, const records::Reach& reach,
                                                                   const Listing& listing) const {
  std::vector<obligation::v1::Obligation> found;
  LD_RETURN_IF_ERROR(
      tx.Query(absl::StrCat("SELECT ", kColumns,
                            " FROM obligation WHERE substr(division, 1, length($1)) = $1 AND ($2 = '' OR owner = $2) "
                            "AND ($3 = -1 OR state = $3) AND ($4 = -1 OR kind = $4) AND ($5 = '' OR id < $5) "
                            "ORDER BY id DESC LIMIT $6"),
               {reach.Prefix(), reach.owner, listing.state ? int64_t{*listing.state} : kAny,
                listing.kind ? int64_t{*listing.kind} : kAny, listing.after, int64_t{listing.limit}},
               [&](const store::Row& row) { found.push_back(Read(row)); }));
  return found;
}

absl::StatusOr<std::vector<StoredEvent>> Book::EventsAfter(store::ReadTx& tx, const records::Reach& reach,
                                                           int64_t after, int limit) const {
  std::vector<StoredEvent> events;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT e.place, e.state, e.event_time, o.id, o.kind, o.owner, o.division, o.subject, o.create_time, "
               "o.due_time, o.state, o.close_time FROM obligation_event e JOIN obligation o ON o.id = e.obligation_id "
               "WHERE e.place > $1 AND substr(o.division, 1, length($2)) = $2 AND ($3 = '' OR o.owner = $3) "
               "ORDER BY e.place LIMIT $4",
               {after, reach.Prefix(), reach.owner, int64_t{limit}}, [&](const store::Row& row) {
                 StoredEvent stored{row.Int(0), {}};
                 *stored.event.mutable_obligation() = Read(row, 3);
                 // Its state at that time; it may have changed since.
                 stored.event.mutable_obligation()->set_state(static_cast<State>(row.Int(1)));
                 *stored.event.mutable_event_time() = base::ToProto(absl::FromUnixMicros(row.Int(2)));
                 events.push_back(std::move(stored));
               }));
  return events;
}

absl::StatusOr<std::vector<obligation::v1::Standing>> Book::Standings(store::ReadTx& tx, absl::Time from,
                                                                      absl::Time until) const {
  std::map<std::pair<int, int>, obligation::v1::Standing> standings;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT owner, kind, state, count(*) FROM obligation "
               "WHERE due_time >= $1 AND due_time < $2 GROUP BY owner, kind, state",
               {absl::ToUnixMicros(from), absl::ToUnixMicros(until)}, [&](const store::Row& row) {
                 const auto agency = AgencyOf(row.Text(0));
                 obligation::v1::Standing& standing = standings[{agency, static_cast<int>(row.Int(1))}];
                 standing.set_agency(agency);
                 standing.set_kind(static_cast<Kind>(row.Int(1)));
                 Add(row.Int(2), static_cast<int>(row.Int(3)), standing);
               }));
  std::vector<obligation::v1::Standing> all;
  for (auto& [key, standing] : standings) all.push_back(std::move(standing));
  return all;
}

}  // namespace liandong::obligations
