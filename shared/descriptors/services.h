#pragma once

#include <google/protobuf/descriptor.h>

#include <string>
#include <vector>

// The gRPC services that the protos declare.
namespace liandong::descriptors {

// Every service of the suite, in the order of the files' paths.
const std::vector<const google::protobuf::ServiceDescriptor*>& AllServices();

// `clue` for a service in the package liandong.clue.v1.
std::string AreaOf(const google::protobuf::ServiceDescriptor& service);

}  // namespace liandong::descriptors
