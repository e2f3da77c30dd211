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
  bool counted = false;    // for the situation analysis
  // Values of the message's `state` in which its matter is open.
  std::set<int64_t> open = {};
};

// Those that the files declare. INVALID_ARGUMENT names a declaration that cannot be right: two types with one table in
// one package, or with one collection; a record without a name; open states that are not the states of a record.
absl::StatusOr<std::vector<RecordType>> ReadRecordTypes(
    const std::vector<const google::protobuf::FileDescriptor*>& files);

// Those of all packages, for as long as the process lives. The process ends if ReadRecordTypes() finds a fault in the
// suite's files: a host calls that first, to report it.
const std::vector<RecordType>& AllRecordTypes();

// Those that the service keeps: its own package declares them.
std::vector<const RecordType*> RecordTypesOf(law::Service service);

// The type that the message declares. The process ends if it declares none.
const RecordType& RecordTypeOf(const google::protobuf::Descriptor& message);

// The collection of the names that such messages have, be they records or parts of one; empty if they have none.
const std::string& CollectionOf(const google::protobuf::Descriptor& message);
template <typename Message>
const std::string& CollectionOf() {
  static const std::string& collection = CollectionOf(*Message::descriptor());
  return collection;
}

// Whether the names of some message are of the collection: a record type, or a part of one.
bool IsCollection(absl::string_view collection);

}  // namespace liandong::records
