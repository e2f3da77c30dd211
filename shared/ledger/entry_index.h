#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "liandong/ledger/v1/leaf.pb.h"
#include "shared/ledger/tally.h"
#include "shared/store/database.h"

// Finds the entries about a record, and counts those of callers, without reading the whole ledger. Entries are indexed
// many at a time, soon after they were committed, so that calls do not bear the cost. Whoever asks reads the entries
// that are not indexed yet. In a ledger of an older version, these are at first all of them.
namespace liandong::ledger {

std::vector<store::Migration> EntryIndexMigrations();

// Entries before this one are indexed.
absl::StatusOr<int64_t> IndexedEntries(store::ReadTx& tx);

// What consecutive entries add to the index.
struct IndexedBatch {
  // Adds the next entry.
  void Add(const v1::Leaf& leaf);

  int64_t begin = 0;  // the first entry
  int64_t end = 0;    // the one after the last
  // Numbers of records and entries, in the order in which they are stored.
  std::set<std::pair<int64_t, int64_t>> accesses;
  // By unit (seconds), number of the unit since 1970, and caller.
  std::map<std::tuple<int64_t, int64_t, std::string>, Tally> tallies;
  // The first and the last entry of each hour.
  std::map<int64_t, std::pair<int64_t, int64_t>> hours;
};

// The next entries that are not indexed, a limited number.
absl::StatusOr<IndexedBatch> ReadUnindexed(store::ReadTx& tx);
// Stores them, unless another replica has done so or is doing so. Returns whether it did.
absl::StatusOr<bool> StoreIndexed(store::Tx& tx, const IndexedBatch& batch);

using EachEntry = absl::FunctionRef<bool(int64_t index, const v1::Leaf& leaf)>;

// Visits the indexed entries about one of the records that belong to calls of the half-open time span, from the newest
// back, until `each` returns false.
absl::Status ReadIndexed(store::ReadTx& tx, const std::set<std::string>& records, absl::Time from, absl::Time until,
                         EachEntry each);

// Adds the indexed calls that arrived in the half-open time span.
absl::Status AddIndexedTallies(store::ReadTx& tx, absl::Time from, absl::Time until,
                               std::map<std::string, Tally>& tallies);

}  // namespace liandong::ledger
