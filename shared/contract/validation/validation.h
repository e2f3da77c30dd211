#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/contract/v1/field.pb.h"
#include "shared/errors/errors.h"

namespace liandong::contract {

// The violations that one check has found so far.
struct Findings;

// Checks requests against the rules of their fields. Prepared at start-up, then immutable and thread-safe.
class Validation {
 public:
  // Fields of the type, and of the types within it, whose rule names a collection that no message declares
  // (contract/v1/record.proto).
  static std::vector<std::string> UnknownResources(const google::protobuf::Descriptor& type);

  // The rule that applies to the field: the one that it declares, with the short forms written out, or that of a
  // standard field of the API.
  static v1::FieldRule RuleOf(const google::protobuf::FieldDescriptor& field);

  // Prepares `type` and all types within it.
  void Prepare(const google::protobuf::Descriptor& type);

  // REQUEST_INVALID with the path of every wrong field (the first 32).
  absl::Status Check(const google::protobuf::Message& request, absl::Time now) const;

 private:
  struct FieldPlan {
    const google::protobuf::FieldDescriptor* field;
    v1::FieldRule rule;
  };

  void CheckMessage(const google::protobuf::Message& message, const std::string& prefix, int depth,
                    Findings& findings) const;
  void CheckField(const google::protobuf::Message& message, const FieldPlan& plan, const std::string& path, int depth,
                  Findings& findings) const;

  absl::flat_hash_map<const google::protobuf::Descriptor*, std::vector<FieldPlan>> plans_;
};

}  // namespace liandong::contract
