#include "shared/common_services/belonging.h"

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/values/divisions.h"
#include "shared/values/resource_name.h"

namespace liandong::common_services {
namespace {

// A case has victim files, and a victim file has interviews.
constexpr int kDepth = 3;
constexpr size_t kMostNames = 10000;

constexpr char kColumns[] = "SELECT id, state, length(sealed), division, parent FROM ";

Member ReadMember(const records::RecordType& type, const store::Row& row) {
  return {&type, std::string(row.Text(0)), std::string(row.Text(4)), type.open.contains(row.Int(1)), row.Int(2) == 0};
}

// The record itself, if it is of the type and in the division; in any division if that is empty.
absl::Status FindRecord(store::ReadTx& tx, const records::RecordType& type, absl::string_view id,
                        absl::string_view division, std::vector<Member>& found) {
  return tx.Query(absl::StrCat(kColumns, type.table, " WHERE id = $1"), {id}, [&](const store::Row& row) {
    if (division.empty() || values::DivisionWithin(row.Text(3), division)) found.push_back(ReadMember(type, row));
  });
}

absl::StatusOr<std::vector<Member>> ChildrenOf(store::ReadTx& tx, const RecordTypes& types, absl::string_view parent) {
  std::vector<Member> children;
  for (const records::RecordType* type : types) {
    LD_RETURN_IF_ERROR(tx.Query(absl::StrCat(kColumns, type->table, " WHERE parent = $1 AND parent <> ''"), {parent},
                                [&](const store::Row& row) { children.push_back(ReadMember(*type, row)); }));
  }
  return children;
}

}  // namespace

absl::StatusOr<Belonging> RecordsOf(store::ReadTx& tx, const RecordTypes& types, const std::string& record,
                                    absl::string_view division) {
  Belonging found{{record}, {}};
  for (const records::RecordType* type : types) {
    const auto id = values::IdIn(record, type->collection);
    if (id.has_value()) LD_RETURN_IF_ERROR(FindRecord(tx, *type, *id, division, found.members));
  }
  size_t begin = 0;
  for (int depth = 0; depth < kDepth && found.names.size() < kMostNames; ++depth) {
    const size_t end = found.members.size();
    for (; begin < end; ++begin) {
      LD_ASSIGN_OR_RETURN(const std::vector<Member> children, ChildrenOf(tx, types, found.members[begin].id));
      for (const Member& child : children) {
        found.names.insert(values::NameOf(child.type->collection, child.id));
        found.members.push_back(child);
      }
    }
  }
  return found;
}

absl::StatusOr<bool> OpenAbove(store::ReadTx& tx, const RecordTypes& types, const Member& member) {
  std::string parent = member.parent;
  for (int depth = 0; depth < kDepth && !parent.empty(); ++depth) {
    std::vector<Member> above;
    for (const records::RecordType* type : types) LD_RETURN_IF_ERROR(FindRecord(tx, *type, parent, "", above));
    // All ids belong to one record.
    if (above.empty() || above.front().open) return !above.empty();
    parent = above.front().parent;
  }
  return false;
}

}  // namespace liandong::common_services
