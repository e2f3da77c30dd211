#include "shared/records/event_table.h"

#include "absl/strings/str_cat.h"
#include "shared/base/ids.h"

namespace liandong::records {
namespace {

// Until an event has its sequence number, no stream shows it.
constexpr char kNumbered[] = "place IS NOT NULL";

}  // namespace

EventTable::EventTable(std::string table, absl::string_view subject, Shown shown, const EventOrder* order)
    : indexed_{.table = std::move(table), .condition = kNumbered},
      shown_(std::move(shown)),
      order_(order),
      insert_(absl::StrCat("INSERT INTO ", indexed_.table, " (id, place, division, owner, state, event_time, ", subject,
                           ") VALUES ($1, $2, $3, $4, $5, $6, $7)")) {}

std::string EventTable::Create(absl::string_view table, absl::string_view subject) {
  return absl::StrCat("CREATE TABLE ", table, " (id TEXT NOT NULL, place INTEGER UNIQUE, ", subject,
                      " TEXT NOT NULL, division TEXT NOT NULL, owner TEXT NOT NULL, state INTEGER NOT NULL, "
                      "event_time INTEGER NOT NULL);");
}

std::string EventTable::CreateIndexes(absl::string_view table) {
  return absl::StrCat("CREATE INDEX ", table, "_waiting ON ", table, " (event_time, id) WHERE place IS NULL;",
                      AreaIndexes({.table = std::string(table), .condition = kNumbered}, "", "place"));
}

absl::Status EventTable::Add(store::Tx& tx, const NewEvent& event, absl::Time now) const {
  const std::string id = base::NewId(now);
  return tx.Put(insert_, {absl::string_view(id), order_->Next({indexed_.table, event.division, event.owner}),
                          absl::string_view(event.division), absl::string_view(event.owner), event.state,
                          absl::ToUnixMicros(now), absl::string_view(event.subject)});
}

absl::StatusOr<int64_t> EventTable::ReadAfter(store::ReadTx& tx, const Reach& reach, int64_t after, int limit,
                                              absl::FunctionRef<void(const store::Row&)> each) const {
  int64_t last = after;
  LD_RETURN_IF_ERROR(tx.Query(absl::StrCat("SELECT max(place) FROM ", indexed_.table), {}, [&](const store::Row& row) {
    if (!row.IsNull(0)) last = std::max(last, row.Int(0));
  }));
  LD_ASSIGN_OR_RETURN(const std::vector<Area> areas, AreasOf(tx, indexed_, reach));
  for (const Area& area : areas) {
    LD_RETURN_IF_ERROR(
        tx.Query(absl::StrCat("SELECT e.place, ", shown_.columns, " FROM ", shown_.from, " WHERE ",
                              InArea(indexed_, area.of, "e."), " AND e.place > $2 ORDER BY e.place LIMIT $3"),
                 {absl::string_view(area.value), after, int64_t{limit}}, each));
  }
  return last;
}

}  // namespace liandong::records
