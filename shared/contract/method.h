#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/contract/access.h"

namespace liandong::contract {

// One RPC as its descriptor and its contract say.
struct Method {
  const google::protobuf::MethodDescriptor* descriptor;
  std::string path;  // `/liandong.clue.v1.ClueService/ReportClue`
  v1::MethodContract contract;
  Access access;
  bool writes;
  bool streams;
  const google::protobuf::FieldDescriptor* request_id;  // null where the request has none
  const google::protobuf::Message* request;             // prototypes
  const google::protobuf::Message* reply;
};

// Every method of a service. INVALID_ARGUMENT names the first that has no contract, or one that does not hold together:
// no effect said, a write without request_id, a stream that writes or replies in even time, a field of a reply that
// nobody decided who reads.
absl::StatusOr<std::vector<Method>> MethodsOf(const google::protobuf::ServiceDescriptor& service);

}  // namespace liandong::contract
