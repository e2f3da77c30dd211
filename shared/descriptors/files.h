#pragma once

#include <google/protobuf/descriptor.h>

#include <vector>

#include "absl/strings/string_view.h"

// What the protos declare, for programs that walk all of it.
namespace liandong::descriptors {

// Every proto file of the suite, in the order of the paths, also those that the program refers to nowhere else.
const std::vector<const google::protobuf::FileDescriptor*>& AllFiles();

// The files of one package, such as `liandong.clue.v1`.
std::vector<const google::protobuf::FileDescriptor*> FilesOf(absl::string_view package);

}  // namespace liandong::descriptors
