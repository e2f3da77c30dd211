#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "shared/contract/access/access.h"

namespace liandong::contract {

// Redacts replies according to the `readers` of fields and messages. Prepared at start-up for the message types it is
// given, then immutable and thread-safe.
class Disclosure {
 public:
  // Prepares `type` and all types within it.
  void Prepare(const google::protobuf::Descriptor& type);

  // Clears what `reader` may not read, and fields that this version does not know. Returns the paths of the fields that
  // were set and redacted (`person.document`), each once.
  std::vector<std::string> Redact(google::protobuf::Message& message, const identity::Caller& reader) const;

  // Fields within `type` for which the protos declare no readers (`VictimFile.needs`), each once. A field of a
  // well-known type declares the readers for all of its content.
  static std::vector<std::string> Undecided(const google::protobuf::Descriptor& type);

  // The audiences that read the field: those it names, or those of its message.
  static std::vector<v1::Audience> AudiencesOf(const google::protobuf::FieldDescriptor& field);

  // Who may read the field itself; empty if everyone may.
  static std::optional<Actors> ReadersOf(const google::protobuf::FieldDescriptor& field);

 private:
  struct FieldPlan {
    const google::protobuf::FieldDescriptor* field;
    std::optional<Actors> readers;
    bool enter;  // it contains a message of the suite
  };
  using TypePlan = std::vector<FieldPlan>;
  struct Step;

  void RedactWithin(google::protobuf::Message& message, const identity::Caller& reader, const Step* outer,
                    std::vector<std::string>& withheld) const;

  // Only the fields that must be checked.
  absl::flat_hash_map<const google::protobuf::Descriptor*, TypePlan> plans_;
};

}  // namespace liandong::contract
