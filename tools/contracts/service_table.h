#pragma once

#include <string>

namespace liandong::contracts {

// services/services.tsv: a line for each service process, from which scripts and generators read the list of services.
std::string ServiceTable();

}  // namespace liandong::contracts
