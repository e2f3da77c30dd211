#pragma once

#include <google/protobuf/descriptor.h>

#include <vector>

#include "absl/strings/string_view.h"

// What the protos declare, for programs that process all of it.
namespace liandong::descriptors {

// All proto files of the suite, ordered by path, including those that the program does not refer to otherwise.
const std::vector<const google::protobuf::FileDescriptor*>& AllFiles();

// The files of one package, such as `liandong.clue.v1`.
std::vector<const google::protobuf::FileDescriptor*> FilesOf(absl::string_view package);

}  // namespace liandong::descriptors
