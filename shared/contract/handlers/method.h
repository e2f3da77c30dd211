#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/contract/access/access.h"

namespace liandong::contract {

// One RPC, from its descriptor and its contract.
struct Method {
  const google::protobuf::MethodDescriptor* descriptor;
  std::string path;  // `/liandong.clue.v1.ClueService/ReportClue`
  Access access;
  bool writes;                                          // the request has a request_id
  bool streams;                                         // streams events to the caller
  bool operator_required;                               // an official must be named
  bool padded_response_time;                            // the time of the reply must reveal nothing
  const google::protobuf::FieldDescriptor* request_id;  // null if the request has none
  const google::protobuf::Message* request;             // prototypes
  const google::protobuf::Message* reply;
};

// All methods of a service. INVALID_ARGUMENT names the first method without callers or with a contradiction: it streams
// and also writes or pads its response time, or a field of its reply has no readers.
absl::StatusOr<std::vector<Method>> MethodsOf(const google::protobuf::ServiceDescriptor& service);

}  // namespace liandong::contract
