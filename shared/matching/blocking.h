#pragma once

#include <vector>

#include "shared/matching/learn.h"

// Selects the pairs of records that are worth comparing: those that share a rare enough key, or two keys that are rare
// together.
namespace liandong::matching {

struct Blocking {
  size_t largest =
      60;  // most records in a block; a larger block is divided by a second field, and skipped if it stays too large
};

struct Blocks {
  std::vector<Pair> pairs;  // each pair once, in order
  size_t left_out = 0;      // blocks that stayed too large
};

Blocks BlockPairs(const std::vector<Field>& fields, const std::vector<Record>& records, const Blocking& blocking);

// The keys under which the value of a field is found, even if a part of it is wrong.
std::vector<std::string> FieldKeys(Kind kind, const Value& value);

}  // namespace liandong::matching
