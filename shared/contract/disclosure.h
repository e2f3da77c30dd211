#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "shared/contract/access.h"

namespace liandong::contract {

// Redacts replies to what their reader may see, from the `readers` of fields and messages. Made ready at start-up for
// the message types it is given; then immutable and thread-safe.
class Disclosure {
 public:
  // Prepares `type` and all types within it.
  void Prepare(const google::protobuf::Descriptor& type);

  // Clears what `reader` may not see. Gives the paths of fields that were set and were cut (`person.document`), each
  // once.
  std::vector<std::string> Cut(google::protobuf::Message& message, const identity::Caller& reader) const;

  // Fields within `type` of which the protos do not say who reads them (`VictimFile.needs`), each once. The field that
  // holds a well-known type decides for the type.
  static std::vector<std::string> Undecided(const google::protobuf::Descriptor& type);

  // Who may see a field itself; nothing if all may.
  static std::optional<Actors> ReadersOf(const google::protobuf::FieldDescriptor& field);

 private:
  struct FieldPlan {
    const google::protobuf::FieldDescriptor* field;
    std::optional<Actors> readers;
    bool enter;  // something below it is restricted
  };
  using TypePlan = std::vector<FieldPlan>;

  void CutWithin(google::protobuf::Message& message, const identity::Caller& reader, const std::string& prefix,
                 std::vector<std::string>& withheld) const;

  // Only the fields that need a look.
  absl::flat_hash_map<const google::protobuf::Descriptor*, TypePlan> plans_;
};

}  // namespace liandong::contract
