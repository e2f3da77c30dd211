#pragma once

#include <google/protobuf/descriptor.h>

#include <vector>

namespace liandong::contracts {

// Every service of the suite.
std::vector<const google::protobuf::ServiceDescriptor*> AllServices();

}  // namespace liandong::contracts
