#pragma once

#include <google/protobuf/descriptor.h>

#include <vector>

#include "shared/law/names.h"

namespace liandong::contracts {

// The processes that serve a gRPC service: the process that its package names, liandong.clue.v1, or every process.
// Every process serves what belongs to no single one, such as its part of the ledger, and what one process alone calls
// though its own package declares it: that process asks all of them for their part.
std::vector<law::Service> ServersOf(const google::protobuf::ServiceDescriptor& service);

}  // namespace liandong::contracts
