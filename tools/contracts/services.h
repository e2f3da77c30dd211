#pragma once

#include <google/protobuf/descriptor.h>

#include <vector>

namespace liandong::contracts {

// Every service of the suite.
std::vector<const google::protobuf::ServiceDescriptor*> AllServices();

// Whether every process of the suite serves it.
bool ServedByAll(const google::protobuf::ServiceDescriptor& service);

}  // namespace liandong::contracts
