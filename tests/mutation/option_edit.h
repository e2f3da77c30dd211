#pragma once

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

// Some rules are options of the protos: who may call, who may read a field, what a field must contain. They are removed
// from the descriptors of a running test, so that nothing needs to be recompiled.
namespace liandong::mutation {

// Edits options by a text such as "- [liandong.contract.v1.rule] { required: true }", in protobuf's text format: `+`
// adds the options in the text, `-` removes them. An edit that changes nothing is an error.
absl::Status EditOptions(absl::string_view edit, google::protobuf::Message& options);

// The options of a message, field, enum value or method of the linked-in protos, by its full name; null if there is no
// such element or it has no options.
google::protobuf::Message* OptionsOf(const std::string& element);

}  // namespace liandong::mutation
