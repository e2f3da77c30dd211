#pragma once

#include <google/protobuf/descriptor.h>

#include <vector>

#include "tools/contracts/model/model.h"

namespace liandong::contracts {

// What each of the agencies among the callers sees of a reply; of the reply of a list, what it sees of an item. Empty
// if all of them see all of it.
std::vector<View> ViewsOf(const google::protobuf::Descriptor& reply, const Actors& callers);

}  // namespace liandong::contracts
