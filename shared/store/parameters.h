#pragma once

#include <cstddef>
#include <string>

namespace liandong::store {

// The parameters of a list in a statement: `$first, $first+1 …`, `count` of them.
std::string Parameters(size_t count, size_t first = 1);

}  // namespace liandong::store
