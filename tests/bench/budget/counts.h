#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace liandong::budget {

// What is counted.
enum class Quantity { kStatements, kRows, kSteps, kRoundTrips, kCommits, kBytes, kAllocations };

struct QuantityInfo {
  const char* name;
  // One more for each call is too much, however large the budget is.
  bool each_counts;
};

// In the order of Quantity.
inline constexpr std::array kQuantities = {
    QuantityInfo{.name = "statements", .each_counts = true},
    // Returned by statements.
    QuantityInfo{.name = "rows", .each_counts = false},
    // Instructions of SQLite's virtual machine, some for each row that a statement looks at. Not with PostgreSQL.
    QuantityInfo{.name = "steps", .each_counts = false},
    // To the database server. Not with SQLite, which runs in the process.
    QuantityInfo{.name = "round trips", .each_counts = true},
    // Of transactions that may write.
    QuantityInfo{.name = "commits", .each_counts = true},
    // That the engine adds to its log.
    QuantityInfo{.name = "bytes", .each_counts = false},
    // Of the whole process: client, gRPC and servers.
    QuantityInfo{.name = "allocations", .each_counts = false},
};

inline const QuantityInfo& InfoOf(Quantity quantity) { return kQuantities[static_cast<size_t>(quantity)]; }

// One number for each quantity, in the order of Quantity.
template <typename Number>
using Quantities = std::array<Number, kQuantities.size()>;

// Both are thread-safe and allocate nothing. Add is called by whatever watches the engines and the allocator.
void Add(Quantity quantity, int64_t number = 1);
Quantities<int64_t> Counted();

}  // namespace liandong::budget
