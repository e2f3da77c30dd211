#pragma once

#include <vector>

#include "shared/matching/learn.h"

// Which of many records are worth comparing: those that share a rare enough key, or two keys that are rare together.
namespace liandong::matching {

struct Blocking {
  size_t largest = 60;  // records in a block; a larger one is divided by a second field, and left if it stays so
};

struct Blocks {
  std::vector<Pair> pairs;  // each once, in order
  size_t left_out = 0;      // blocks that stayed too large
};

Blocks BlockPairs(const std::vector<Field>& fields, const std::vector<Record>& records, const Blocking& blocking);

// What a field's value is found by, though part of it be wrong.
std::vector<std::string> FieldKeys(Kind kind, const Value& value);

}  // namespace liandong::matching
