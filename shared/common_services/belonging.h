#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/records/record_type.h"
#include "shared/store/database.h"

namespace liandong::common_services {

using RecordTypes = std::vector<const records::RecordType*>;

// A record.
struct Member {
  const records::RecordType* type;
  std::string id;
  std::string parent;  // id, or empty
  bool open;           // whether its matter is
  bool erased;
};

// The names of a record and of what belongs to it.
struct Belonging {
  // At least the name asked for, because entries of other services may name it.
  std::set<std::string> names;
  // The records, the one asked for first; none if it is not of these types and in the division.
  std::vector<Member> members;

  bool held() const { return !members.empty(); }
};

// Finds `record` (`victimFiles/{id}`), the records whose parent it is, and the records whose parents those are, in
// `division` and the divisions below it.
absl::StatusOr<Belonging> RecordsOf(store::ReadTx& tx, const RecordTypes& types, const std::string& record,
                                    absl::string_view division);

// Whether the matter is open of one of the records that the member belongs to.
absl::StatusOr<bool> OpenAbove(store::ReadTx& tx, const RecordTypes& types, const Member& member);

}  // namespace liandong::common_services
