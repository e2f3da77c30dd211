#include "shared/runtime/belonging.h"

#include "absl/strings/str_cat.h"
#include "shared/base/divisions.h"
#include "shared/base/names.h"
#include "shared/base/status_macros.h"

namespace liandong::runtime {
namespace {

// A case has files, a file has interviews.
constexpr int kDepth = 3;
constexpr size_t kMostNames = 10000;

absl::StatusOr<bool> Holds(store::ReadTx& tx, const Counted& table, absl::string_view id, absl::string_view division) {
  bool holds = false;
  LD_RETURN_IF_ERROR(tx.Query(absl::StrCat("SELECT division FROM ", table.table, " WHERE id = $1"), {id},
                              [&](const store::Row& row) { holds = base::DivisionWithin(row.Text(0), division); }));
  return holds;
}

}  // namespace

absl::StatusOr<Belonging> RecordsOf(store::ReadTx& tx, const std::vector<Counted>& tables, const std::string& record,
                                    absl::string_view division) {
  Belonging found{{record}, false};
  std::vector<std::string> parents;
  for (const Counted& table : tables) {
    const auto id = base::IdIn(record, table.collection);
    if (!id.has_value()) continue;
    LD_ASSIGN_OR_RETURN(found.held, Holds(tx, table, *id, division));
    if (found.held) parents.emplace_back(*id);
  }
  for (int depth = 0; depth < kDepth && !parents.empty() && found.names.size() < kMostNames; ++depth) {
    std::vector<std::string> children;
    for (const Counted& table : tables) {
      const std::string sql = absl::StrCat("SELECT id FROM ", table.table, " WHERE parent = $1 AND parent <> ''");
      for (const std::string& parent : parents) {
        LD_RETURN_IF_ERROR(tx.Query(sql, {absl::string_view(parent)}, [&](const store::Row& row) {
          children.emplace_back(row.Text(0));
          found.names.insert(base::NameOf(table.collection, children.back()));
        }));
      }
    }
    parents = std::move(children);
  }
  return found;
}

}  // namespace liandong::runtime
