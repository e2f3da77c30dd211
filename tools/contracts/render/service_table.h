#pragma once

#include <string>
#include <vector>

#include "tools/contracts/model/model.h"

namespace liandong::contracts {

// services/services.tsv: a line for each service process, from which scripts and generators read the list of services.
std::string ServiceTable(const std::vector<Process>& processes);

}  // namespace liandong::contracts
