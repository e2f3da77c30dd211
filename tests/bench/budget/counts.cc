#include "tests/bench/budget/counts.h"

#include <atomic>

namespace liandong::budget {
namespace {

// Initialised before anything allocates.
constinit std::array<std::atomic<int64_t>, kQuantities.size()> counted = {};

}  // namespace

void Add(Quantity quantity, int64_t number) {
  counted[static_cast<size_t>(quantity)].fetch_add(number, std::memory_order_relaxed);
}

Quantities<int64_t> Counted() {
  Quantities<int64_t> now;
  for (size_t i = 0; i < now.size(); ++i) now[i] = counted[i].load(std::memory_order_relaxed);
  return now;
}

}  // namespace liandong::budget
