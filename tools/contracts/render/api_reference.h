#pragma once

#include <map>
#include <string>

#include "tools/contracts/model/model.h"

namespace liandong::contracts {

// docs/api: every RPC, message and enum with the comments of the protos, one page for each package and an index. By the
// names of the files.
std::map<std::string, std::string> ApiReference(const Model& model);

}  // namespace liandong::contracts
