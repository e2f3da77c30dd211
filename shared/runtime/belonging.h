#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/runtime/definition.h"

namespace liandong::runtime {

// A record of one of the tables.
struct Member {
  const Counted* table;  // not owned
  std::string id;
  std::string parent;  // id, or empty
  bool open;           // its matter is
  bool erased;
};

// Names of a record and of what belongs to it.
struct Belonging {
  // At least the name asked for: other services' entries may name it.
  std::set<std::string> names;
  // Those of these tables, the record first; none if it is not of these tables and the division.
  std::vector<Member> members;

  bool held() const { return !members.empty(); }
};

// `record` as `victimFiles/{id}`; what has it as its parent, and what has those. Of `division` and those below it.
absl::StatusOr<Belonging> RecordsOf(store::ReadTx& tx, const std::vector<Counted>& tables, const std::string& record,
                                    absl::string_view division);

// Whether the matter of one to which the member belongs is open.
absl::StatusOr<bool> OpenAbove(store::ReadTx& tx, const std::vector<Counted>& tables, const Member& member);

}  // namespace liandong::runtime
