#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/records/reach.h"
#include "shared/store/database.h"

// How a reach is looked up in indexes. Every table with the columns `owner` and `division` that callers read by reach
// has an index that begins with the owner, and one that begins with the district. A reach is one range of one of them,
// or one range for each district, so that nothing beyond the reach is read.
namespace liandong::records {

struct Area {
  enum class Of { kOwner, kDistrict, kDivision };
  Of of;
  std::string value;  // the owner, the six digits of a district, or the division itself
};

// A table whose rows are found by reach.
struct Indexed {
  std::string table;
  std::string condition = "";  // that rows meet to be found; empty for all rows
  // Whether the table also has an index of its divisions. Otherwise those of a division are looked for in its district.
  bool by_division = false;
};

// Statements that create the two indexes `<table>_by_owner<suffix>` and `<table>_by_district<suffix>`. Within an area,
// rows are in the order of `columns` (`state, id`).
std::string AreaIndexes(const Indexed& indexed, absl::string_view suffix, absl::string_view columns);

// The condition that a row is in the area with the value $1. `alias` (`e.`) precedes the columns.
std::string InArea(const Indexed& indexed, Area::Of of, absl::string_view alias = "");

// The areas that the reach consists of. More than one only if it contains several districts that have rows.
absl::StatusOr<std::vector<Area>> AreasOf(store::ReadTx& tx, const Indexed& indexed, const Reach& reach);

}  // namespace liandong::records
