#include "shared/records/areas.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"

namespace liandong::records {
namespace {

constexpr size_t kDistrictDigits = 6;
constexpr char kDistrict[] = "substr(division, 1, 6)";

// The first district with rows after `last`; empty if there is none.
absl::StatusOr<std::string> NextDistrict(store::ReadTx& tx, const Indexed& indexed, absl::string_view last) {
  const std::string condition = indexed.condition.empty() ? "" : absl::StrCat(" AND ", indexed.condition);
  std::string next;
  LD_RETURN_IF_ERROR(tx.Query(absl::StrCat("SELECT ", kDistrict, " FROM ", indexed.table, " WHERE ", kDistrict, " > $1",
                                           condition, " ORDER BY ", kDistrict, " LIMIT 1"),
                              {last}, [&](const store::Row& row) { next = std::string(row.Text(0)); }));
  return next;
}

absl::StatusOr<std::vector<Area>> DistrictsIn(store::ReadTx& tx, const Indexed& indexed, absl::string_view prefix) {
  std::vector<Area> districts;
  // A prefix precedes the districts that begin with it.
  for (std::string last(prefix);;) {
    LD_ASSIGN_OR_RETURN(last, NextDistrict(tx, indexed, last));
    if (last.empty() || !absl::StartsWith(last, prefix)) return districts;
    districts.push_back({Area::Of::kDistrict, last});
  }
}

}  // namespace

std::string AreaIndexes(const Indexed& indexed, absl::string_view suffix, absl::string_view columns) {
  const std::string where = indexed.condition.empty() ? "" : absl::StrCat(" WHERE ", indexed.condition);
  return absl::StrCat("CREATE INDEX ", indexed.table, "_by_owner", suffix, " ON ", indexed.table, " (owner, ", columns,
                      ")", where, ";CREATE INDEX ", indexed.table, "_by_district", suffix, " ON ", indexed.table, " ((",
                      kDistrict, "), ", columns, ")", where, ";");
}

std::string InArea(const Indexed& indexed, Area::Of of, absl::string_view alias) {
  switch (of) {
    case Area::Of::kOwner:
      return absl::StrCat(alias, "owner = $1");
    case Area::Of::kDistrict:
      return absl::StrCat("substr(", alias, "division, 1, 6) = $1");
    case Area::Of::kDivision:
      break;
  }
  const std::string equal = absl::StrCat(alias, "division = $1");
  return indexed.by_division ? equal : absl::StrCat("substr(", alias, "division, 1, 6) = substr($1, 1, 6) AND ", equal);
}

absl::StatusOr<std::vector<Area>> AreasOf(store::ReadTx& tx, const Indexed& indexed, const Reach& reach) {
  if (!reach.owner.empty()) {
    if (!reach.division.empty()) return absl::InternalError("a reach has both an owner and a division");
    return std::vector<Area>{{Area::Of::kOwner, reach.owner}};
  }
  const absl::string_view prefix = reach.Prefix();
  const bool exactly = !reach.below && !prefix.empty();
  if (exactly || prefix.size() > kDistrictDigits) return std::vector<Area>{{Area::Of::kDivision, std::string(prefix)}};
  if (prefix.size() == kDistrictDigits) return std::vector<Area>{{Area::Of::kDistrict, std::string(prefix)}};
  return DistrictsIn(tx, indexed, prefix);
}

}  // namespace liandong::records
