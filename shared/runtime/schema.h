#pragma once

#include <vector>

#include "shared/runtime/definition.h"

namespace liandong::runtime {

// All tables of a process: those of the service, and those that every service has.
std::vector<store::Migration> SchemaOf(const Definition& definition);

}  // namespace liandong::runtime
