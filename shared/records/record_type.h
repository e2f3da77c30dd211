#pragma once

#include <google/protobuf/descriptor.h>

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/law/names.h"

// Record types as the protos declare them (liandong/contract/v1/record.proto).
namespace liandong::records {

struct RecordType {
  const google::protobuf::Descriptor* message = nullptr;
  std::string table;
  std::string collection;  // of the resource names
  bool counted = false;    // counted for the analysis of the situation
  // Whether the service's methods list the records. Those of other types are only found by name or by parent.
  bool listed = false;
  // Whether the requests of such methods name one kind.
  bool listed_by_kind = false;
  // All values of the message's `state`; empty if it has none.
  std::set<int64_t> states = {};
  // Values of the message's `state` that mean that its matter is open.
  std::set<int64_t> open = {};
};

// The types that the files declare. INVALID_ARGUMENT names a wrong declaration: two types with the same table in one
// package, or with the same collection; a record without a name; open states that are not states of the record.
absl::StatusOr<std::vector<RecordType>> ReadRecordTypes(
    const std::vector<const google::protobuf::FileDescriptor*>& files);

// The types of all packages, valid as long as the process lives. The process ends if ReadRecordTypes() finds a fault in
// the suite's files; a host calls that first, to report it.
const std::vector<RecordType>& AllRecordTypes();

// The types of the service: those that its own package declares.
std::vector<const RecordType*> RecordTypesOf(law::Service service);

// The type that the message declares. The process ends if there is none.
const RecordType& RecordTypeOf(const google::protobuf::Descriptor& message);

// The collection in the names of such messages, whether they are records or parts of one; empty if they have none.
const std::string& CollectionOf(const google::protobuf::Descriptor& message);
template <typename Message>
const std::string& CollectionOf() {
  static const std::string& collection = CollectionOf(*Message::descriptor());
  return collection;
}

// Whether some message has names of the collection: a record type, or a part of one.
bool IsCollection(absl::string_view collection);

}  // namespace liandong::records
