#include "shared/ledger/entry_index.h"

#include <algorithm>
#include <functional>

#include "shared/base/proto_time.h"
#include "shared/base/status_macros.h"
#include "shared/ledger/entries.h"
#include "shared/ledger/merkle.h"

namespace liandong::ledger {
namespace {

constexpr char kTask[] = "ledger_index";
constexpr int64_t kHour = 3600;  // seconds
constexpr int64_t kDay = 24 * kHour;
constexpr int64_t kHoursOfDay = kDay / kHour;
constexpr int64_t kMicros = 1'000'000;
// Limits of a batch, so that calls wait no longer for it than for one of their own batches. A list has an entry with
// many records.
constexpr int64_t kMostEntries = 500;
constexpr size_t kMostAccessesOfBatch = 2000;
// Entries about records that are read at once.
constexpr int64_t kPage = 200;

// The number under which a record is indexed. If two records share one, readers notice it in the entries.
int64_t NumberOf(absl::string_view record) {
  uint64_t number = 0;
  for (const char byte : LeafHash(TreeHash::kSha256, record).substr(0, sizeof number)) {
    number = (number << 8) | static_cast<unsigned char>(byte);
  }
  return static_cast<int64_t>(number);
}

int64_t UnitOf(absl::Time time, int64_t unit) {
  const int64_t micros = absl::ToUnixMicros(time);
  const int64_t length = unit * kMicros;
  return micros / length - (micros % length < 0 ? 1 : 0);
}

// The first unit that does not begin before `time`.
int64_t UnitFrom(absl::Time time, int64_t unit) {
  return UnitOf(time, unit) + (absl::ToUnixMicros(time) % (unit * kMicros) != 0 ? 1 : 0);
}

absl::Time HourBegins(int64_t hour) { return absl::FromUnixSeconds(hour * kHour); }

// The entries of calls that arrived in some hours, as a range of places, and possibly some more.
struct Places {
  int64_t first = 0;
  int64_t last = -1;
};

// Entries of two neighbouring hours may overlap, because entries are in the order of their commits.
absl::StatusOr<Places> PlacesOf(store::ReadTx& tx, int64_t first_hour, int64_t last_hour) {
  Places places{INT64_MAX, -1};
  LD_RETURN_IF_ERROR(tx.Query("SELECT first_entry FROM ledger_hour WHERE hour >= $1 ORDER BY hour LIMIT 2",
                              {first_hour},
                              [&](const store::Row& row) { places.first = std::min(places.first, row.Int(0)); }));
  LD_RETURN_IF_ERROR(tx.Query("SELECT last_entry FROM ledger_hour WHERE hour <= $1 ORDER BY hour DESC LIMIT 2",
                              {last_hour},
                              [&](const store::Row& row) { places.last = std::max(places.last, row.Int(0)); }));
  return places;
}

// Of part of an hour, from its entries.
absl::Status AddPartOfHour(store::ReadTx& tx, int64_t hour, absl::Time from, absl::Time until,
                           std::map<std::string, Tally>& tallies) {
  Places places;
  LD_RETURN_IF_ERROR(
      tx.Query("SELECT first_entry, last_entry FROM ledger_hour WHERE hour = $1", {hour}, [&](const store::Row& row) {
        places = {row.Int(0), row.Int(1)};
      }));
  return tx.Query("SELECT leaf FROM ledger_leaf WHERE seq >= $1 AND seq <= $2", {places.first, places.last},
                  [&](const store::Row& row) {
                    v1::Leaf leaf;
                    leaf.ParseFromString(std::string(row.Bytes(0)));
                    const absl::Time time = base::FromProto(leaf.time());
                    if (time >= from && time < until) Count(leaf, tallies[leaf.caller()]);
                  });
}

absl::Status AddUnits(store::ReadTx& tx, int64_t unit, int64_t begin, int64_t end,
                      std::map<std::string, Tally>& tallies) {
  if (begin >= end) return absl::OkStatus();
  return tx.Query("SELECT caller, calls, refusals FROM ledger_tally WHERE unit = $1 AND number >= $2 AND number < $3",
                  {unit, begin, end}, [&](const store::Row& row) {
                    Tally& tally = tallies[std::string(row.Text(0))];
                    tally.calls += row.Int(1);
                    tally.refusals += row.Int(2);
                  });
}

// Whole hours; of whole days among them, only the days are read.
absl::Status AddHours(store::ReadTx& tx, int64_t begin, int64_t end, std::map<std::string, Tally>& tallies) {
  const int64_t first_day = UnitFrom(HourBegins(begin), kDay);
  const int64_t last_day = UnitOf(HourBegins(end), kDay);
  if (first_day >= last_day) return AddUnits(tx, kHour, begin, end, tallies);
  LD_RETURN_IF_ERROR(AddUnits(tx, kHour, begin, first_day * kHoursOfDay, tallies));
  LD_RETURN_IF_ERROR(AddUnits(tx, kDay, first_day, last_day, tallies));
  return AddUnits(tx, kHour, last_day * kHoursOfDay, end, tallies);
}

// The places of the entries about the records below `before`, the newest first, up to kPage.
absl::StatusOr<std::set<int64_t, std::greater<>>> PageOf(store::ReadTx& tx, const std::set<int64_t>& records,
                                                         int64_t first, int64_t before) {
  std::set<int64_t, std::greater<>> page;
  for (const int64_t record : records) {
    LD_RETURN_IF_ERROR(
        tx.Query("SELECT entry FROM ledger_access WHERE record = $1 AND entry >= $2 AND entry < $3 "
                 "ORDER BY entry DESC LIMIT $4",
                 {record, first, before, kPage}, [&](const store::Row& row) { page.insert(row.Int(0)); }));
    while (static_cast<int64_t>(page.size()) > kPage) page.erase(std::prev(page.end()));
  }
  return page;
}

absl::StatusOr<v1::Leaf> ReadLeaf(store::ReadTx& tx, int64_t place) {
  v1::Leaf leaf;
  LD_RETURN_IF_ERROR(tx.Query("SELECT leaf FROM ledger_leaf WHERE seq = $1", {place},
                              [&](const store::Row& row) { leaf.ParseFromString(std::string(row.Bytes(0))); }));
  return leaf;
}

}  // namespace

std::vector<store::Migration> EntryIndexMigrations() {
  return {{.version = 1,
           .component = kTask,
           .sql =
               "CREATE TABLE ledger_access (record INTEGER NOT NULL, entry INTEGER NOT NULL, "
               "PRIMARY KEY (record, entry)) WITHOUT ROWID;"
               "CREATE TABLE ledger_tally (unit INTEGER NOT NULL, number INTEGER NOT NULL, caller TEXT NOT NULL, "
               "calls INTEGER NOT NULL, refusals INTEGER NOT NULL, PRIMARY KEY (unit, number, caller)) WITHOUT ROWID;"
               "CREATE TABLE ledger_hour (hour INTEGER PRIMARY KEY, first_entry INTEGER NOT NULL, "
               "last_entry INTEGER NOT NULL);"
               "CREATE TABLE ledger_indexed (one INTEGER PRIMARY KEY CHECK (one = 1), entries INTEGER NOT NULL);"
               "INSERT INTO ledger_indexed VALUES (1, 0);"
               "INSERT INTO lead VALUES ('ledger_index');"}};
}

absl::StatusOr<int64_t> IndexedEntries(store::ReadTx& tx) {
  int64_t entries = 0;
  LD_RETURN_IF_ERROR(tx.Query("SELECT entries FROM ledger_indexed WHERE one = 1", {},
                              [&](const store::Row& row) { entries = row.Int(0); }));
  return entries;
}

void IndexedBatch::Add(const v1::Leaf& leaf) {
  const int64_t entry = end++;
  for (const std::string& record : leaf.records()) accesses.emplace(NumberOf(record), entry);
  if (!leaf.case_name().empty()) accesses.emplace(NumberOf(leaf.case_name()), entry);
  const absl::Time time = base::FromProto(leaf.time());
  for (const int64_t unit : {kHour, kDay}) Count(leaf, tallies[{unit, UnitOf(time, unit), leaf.caller()}]);
  auto& [first, last] = hours.try_emplace(UnitOf(time, kHour), entry, entry).first->second;
  last = entry;
}

absl::StatusOr<IndexedBatch> ReadUnindexed(store::ReadTx& tx) {
  IndexedBatch batch;
  LD_ASSIGN_OR_RETURN(batch.begin, IndexedEntries(tx));
  batch.end = batch.begin;
  LD_RETURN_IF_ERROR(ReadEntries(tx, batch.begin, kMostEntries, [&](int64_t, absl::string_view bytes) {
    if (batch.accesses.size() >= kMostAccessesOfBatch) return;
    v1::Leaf leaf;
    leaf.ParseFromString(std::string(bytes));
    batch.Add(leaf);
  }));
  return batch;
}

absl::StatusOr<bool> StoreIndexed(store::Tx& tx, const IndexedBatch& batch) {
  LD_ASSIGN_OR_RETURN(const bool leads, tx.Lead(kTask));
  if (!leads) return false;
  LD_ASSIGN_OR_RETURN(const int64_t indexed, IndexedEntries(tx));
  if (indexed != batch.begin) return false;
  for (const auto& [record, entry] : batch.accesses) {
    LD_RETURN_IF_ERROR(tx.Put("INSERT INTO ledger_access (record, entry) VALUES ($1, $2)", {record, entry}));
  }
  for (const auto& [key, tally] : batch.tallies) {
    const auto& [unit, number, caller] = key;
    LD_RETURN_IF_ERROR(
        tx.Put("INSERT INTO ledger_tally (unit, number, caller, calls, refusals) VALUES ($1, $2, $3, $4, $5) "
               "ON CONFLICT (unit, number, caller) DO UPDATE SET calls = ledger_tally.calls + excluded.calls, "
               "refusals = ledger_tally.refusals + excluded.refusals",
               {unit, number, absl::string_view(caller), tally.calls, tally.refusals}));
  }
  for (const auto& [hour, places] : batch.hours) {
    LD_RETURN_IF_ERROR(
        tx.Put("INSERT INTO ledger_hour (hour, first_entry, last_entry) VALUES ($1, $2, $3) "
               "ON CONFLICT (hour) DO UPDATE SET last_entry = excluded.last_entry",
               {hour, places.first, places.second}));
  }
  LD_RETURN_IF_ERROR(tx.Put("UPDATE ledger_indexed SET entries = $1 WHERE one = 1", {batch.end}));
  return true;
}

absl::Status ReadIndexed(store::ReadTx& tx, const std::set<std::string>& records, absl::Time from, absl::Time until,
                         EachEntry each) {
  std::set<int64_t> numbers;
  for (const std::string& record : records) numbers.insert(NumberOf(record));
  LD_ASSIGN_OR_RETURN(const Places places, PlacesOf(tx, UnitOf(from, kHour), UnitOf(until, kHour)));
  for (int64_t before = places.last + 1; before > places.first;) {
    LD_ASSIGN_OR_RETURN(const auto page, PageOf(tx, numbers, places.first, before));
    if (page.empty()) break;
    for (const int64_t place : page) {
      LD_ASSIGN_OR_RETURN(const v1::Leaf leaf, ReadLeaf(tx, place));
      const absl::Time time = base::FromProto(leaf.time());
      if (time >= from && time < until && !each(place, leaf)) return absl::OkStatus();
      before = place;
    }
  }
  return absl::OkStatus();
}

absl::Status AddIndexedTallies(store::ReadTx& tx, absl::Time from, absl::Time until,
                               std::map<std::string, Tally>& tallies) {
  const int64_t begin = UnitFrom(from, kHour);
  const int64_t end = UnitOf(until, kHour);
  if (begin > end) return AddPartOfHour(tx, end, from, until, tallies);
  if (HourBegins(begin) != from) {
    LD_RETURN_IF_ERROR(AddPartOfHour(tx, begin - 1, from, HourBegins(begin), tallies));
  }
  if (HourBegins(end) != until) LD_RETURN_IF_ERROR(AddPartOfHour(tx, end, HourBegins(end), until, tallies));
  return AddHours(tx, begin, end, tallies);
}

}  // namespace liandong::ledger
