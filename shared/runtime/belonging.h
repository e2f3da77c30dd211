#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/records/record_type.h"
#include "shared/store/database.h"

namespace liandong::runtime {

using RecordTypes = std::vector<const records::RecordType*>;

// A record.
struct Member {
  const records::RecordType* type;
  std::string id;
  std::string parent;  // id, or empty
  bool open;           // its matter is
  bool erased;
};

// Names of a record and of what belongs to it.
struct Belonging {
  // At least the name asked for: other services' entries may name it.
  std::set<std::string> names;
  // The records themselves, the one asked for first; none if that is not of these types and the division.
  std::vector<Member> members;

  bool held() const { return !members.empty(); }
};

// `record` as `victimFiles/{id}`; what has it as its parent, and what has those. Of `division` and those below it.
absl::StatusOr<Belonging> RecordsOf(store::ReadTx& tx, const RecordTypes& types, const std::string& record,
                                    absl::string_view division);

// Whether the matter of one to which the member belongs is open.
absl::StatusOr<bool> OpenAbove(store::ReadTx& tx, const RecordTypes& types, const Member& member);

}  // namespace liandong::runtime
