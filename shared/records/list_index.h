#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "shared/records/areas.h"
#include "shared/records/filter.h"

namespace liandong::records {

// What lists of a table filter by, apart from the reach. The table has the columns id, division, owner, kind and state.
// A filter by anything else is applied to each row, which suits only tables that stay small.
struct ListedBy {
  // All values of the column `state`; empty if lists do not filter by it.
  std::set<int64_t> states = {};
  bool kind = false;
};

// The lists of a table, newest first. Its indexes lead to what a list shows, so that its cost does not grow with the
// records that it does not show.
class ListIndex {
 public:
  // `selected` names what is read of a row: `SELECT id, owner FROM thing`.
  ListIndex(Indexed indexed, ListedBy by, std::string selected);

  // Statements that create the indexes.
  std::string Definition() const;

  // Calls `each` for up to `limit` rows after `after`; the parent does not count. If the list consists of several
  // ranges of an index, that many of each of them, one range after the other.
  absl::Status Read(store::ReadTx& tx, const Filter& filter, const std::optional<Position>& after, int limit,
                    absl::FunctionRef<void(const store::Row&)> each) const;
  absl::StatusOr<int64_t> Count(store::ReadTx& tx, const Filter& filter) const;
  // The number of rows of each kind from 0 to `kinds` - 1, all counted together. The filter names no kind.
  absl::StatusOr<std::vector<int64_t>> CountByKind(store::ReadTx& tx, const Filter& filter, int kinds) const;

 private:
  // One range of an index.
  struct Range {
    Area area;
    std::optional<int64_t> kind;
    std::optional<int64_t> state;
  };
  absl::StatusOr<std::vector<Range>> RangesOf(store::ReadTx& tx, const Filter& filter) const;
  // The condition that a row is in the range, with the parameters that follow it.
  std::string Where(const Range& range) const;
  static std::vector<store::Value> ParametersOf(const Range& range);

  const Indexed indexed_;
  const ListedBy by_;
  const std::string selected_;
};

}  // namespace liandong::records
