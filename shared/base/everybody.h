#pragma once

#include <vector>

#include "shared/base/actors.h"

// All who may be a caller, in the order of their numbers.
namespace liandong::base {

const std::vector<Agency>& AllAgencies();
const std::vector<Service>& AllServices();

}  // namespace liandong::base
