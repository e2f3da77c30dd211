#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "shared/store/value.h"

namespace liandong::store {

// The parameters of a list in a statement: `$first, $first+1 …`, `count` of them.
std::string Parameters(size_t count, size_t first = 1);

// The values of such a list in a cached statement: `count` of the items, beginning with `first`. If there are no more
// items, `filler` is used, which matches nothing. The values point to what the items own.
template <typename Item>
void AppendPadded(const std::vector<Item>& items, size_t first, size_t count, const Value& filler,
                  std::vector<Value>& values) {
  for (size_t i = first; i < first + count; ++i) values.push_back(i < items.size() ? Value(items[i]) : filler);
}

}  // namespace liandong::store
