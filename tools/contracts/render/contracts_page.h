#pragma once

#include <string>

#include "tools/contracts/model/model.h"

namespace liandong::contracts {

// CONTRACTS.md: clause by clause what the suite does about it and the test of each rule; which process calls which; and
// RPC by RPC who may call, for what purpose, and what each agency sees.
std::string ContractsPage(const Model& model);

}  // namespace liandong::contracts
