#pragma once

#include <google/protobuf/message.h>

#include <string>
#include <string_view>

#include "absl/status/status.h"

// Some rules are options of the protos: who may call, who reads a field, what a field must be. They are removed from
// the descriptors of a running test, so that nothing is compiled anew.
namespace liandong::mutation {

// Changes options by a text such as "- [liandong.contract.v1.rule] { required: true }", in protobuf's text format: `+`
// adds what the text says, `-` takes it away. An edit that would change nothing is an error.
absl::Status EditOptions(std::string_view edit, google::protobuf::Message& options);

// The options of a message, field, enum value or method of the linked-in protos, by its full name; null if there is no
// such element or it has no options.
google::protobuf::Message* OptionsOf(const std::string& element);

}  // namespace liandong::mutation
