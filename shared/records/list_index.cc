#include "shared/records/list_index.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/status_macros.h"

namespace liandong::records {
namespace {

// Follows every id in the order of text.
constexpr char kAfterAll[] = "zzzzzzzzzzzzzzzzzzzzzzzzzzz";

}  // namespace

ListIndex::ListIndex(Indexed indexed, ListedBy by, std::string selected)
    : indexed_(std::move(indexed)), by_(std::move(by)), selected_(std::move(selected)) {}

std::string ListIndex::Definition() const {
  std::string definition = AreaIndexes(indexed_, "", "id");
  const bool states = !by_.states.empty();
  if (states) absl::StrAppend(&definition, AreaIndexes(indexed_, "_state", "state, id"));
  // Also serves lists of one kind in all states.
  if (by_.kind) absl::StrAppend(&definition, AreaIndexes(indexed_, "_kind", states ? "kind, state, id" : "kind, id"));
  return definition;
}

absl::Status ListIndex::Read(store::ReadTx& tx, const Filter& filter, const std::optional<Position>& after, int limit,
                             absl::FunctionRef<void(const store::Row&)> each) const {
  LD_ASSIGN_OR_RETURN(const std::vector<Range> ranges, RangesOf(tx, filter));
  for (const Range& range : ranges) {
    std::vector<store::Value> values = ParametersOf(range);
    const size_t last = values.size();
    values.emplace_back(absl::string_view(after.has_value() ? absl::string_view(after->id) : kAfterAll));
    values.emplace_back(int64_t{limit});
    LD_RETURN_IF_ERROR(
        tx.Query(absl::StrCat(selected_, Where(range), " AND id < $", last + 1, " ORDER BY id DESC LIMIT $", last + 2),
                 values, each));
  }
  return absl::OkStatus();
}

absl::StatusOr<int64_t> ListIndex::Count(store::ReadTx& tx, const Filter& filter) const {
  LD_ASSIGN_OR_RETURN(const std::vector<Range> ranges, RangesOf(tx, filter));
  int64_t count = 0;
  for (const Range& range : ranges) {
    LD_RETURN_IF_ERROR(tx.Query(absl::StrCat("SELECT count(*) FROM ", indexed_.table, Where(range)),
                                ParametersOf(range), [&](const store::Row& row) { count += row.Int(0); }));
  }
  return count;
}

absl::StatusOr<std::vector<int64_t>> ListIndex::CountByKind(store::ReadTx& tx, const Filter& filter, int kinds) const {
  std::vector<std::string> counted;
  for (int kind = 0; kind < kinds; ++kind) {
    counted.push_back(absl::StrCat("count(*) FILTER (WHERE kind = ", kind, ")"));
  }
  LD_ASSIGN_OR_RETURN(const std::vector<Range> ranges, RangesOf(tx, filter));
  std::vector<int64_t> counts(static_cast<size_t>(kinds));
  for (const Range& range : ranges) {
    LD_RETURN_IF_ERROR(
        tx.Query(absl::StrCat("SELECT ", absl::StrJoin(counted, ", "), " FROM ", indexed_.table, Where(range)),
                 ParametersOf(range), [&](const store::Row& row) {
                   for (int kind = 0; kind < kinds; ++kind) counts[static_cast<size_t>(kind)] += row.Int(kind);
                 }));
  }
  return counts;
}

absl::StatusOr<std::vector<ListIndex::Range>> ListIndex::RangesOf(store::ReadTx& tx, const Filter& filter) const {
  LD_ASSIGN_OR_RETURN(const std::vector<Area> areas, AreasOf(tx, indexed_, filter.reach));
  std::vector<Range> ranges;
  for (const Area& area : areas) {
    const bool in_key = area.of == Area::Of::kDivision && indexed_.by_division;
    if (!by_.kind || !filter.kind.has_value() || filter.state.has_value() || by_.states.empty() || in_key) {
      ranges.push_back({area, filter.kind, filter.state});
      continue;
    }
    for (const int64_t state : by_.states) ranges.push_back({area, filter.kind, state});
  }
  return ranges;
}

std::string ListIndex::Where(const Range& range) const {
  std::string where = absl::StrCat(" WHERE ", InArea(indexed_, range.area.of));
  int parameters = 1;
  if (range.kind.has_value()) absl::StrAppend(&where, " AND kind = $", ++parameters);
  if (range.state.has_value()) absl::StrAppend(&where, " AND state = $", ++parameters);
  if (!indexed_.condition.empty()) absl::StrAppend(&where, " AND ", indexed_.condition);
  return where;
}

std::vector<store::Value> ListIndex::ParametersOf(const Range& range) {
  std::vector<store::Value> values = {absl::string_view(range.area.value)};
  if (range.kind.has_value()) values.emplace_back(*range.kind);
  if (range.state.has_value()) values.emplace_back(*range.state);
  return values;
}

}  // namespace liandong::records
