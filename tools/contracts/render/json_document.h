#pragma once

#include <string>

#include "tools/contracts/model/model.h"

namespace liandong::contracts {

// The model as JSON, for programs: the clauses, what calls what, every method, who reads each field of a reply, and
// what they refer to. Clauses and agencies are named as the text names them.
std::string JsonDocument(const Model& model);

}  // namespace liandong::contracts
