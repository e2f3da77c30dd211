#pragma once

#include <optional>
#include <string>
#include <vector>

#include "tests/eval/metrics.h"

// Links the records of a set without looking at the truth, then compares the links with it.
namespace liandong::eval {

struct LinkageSet {
  std::vector<matching::Field> fields;
  std::vector<matching::Record> records;
  std::vector<std::string> truth;  // by record, the person it describes; empty: unknown
};

// A pair with a wrong result.
struct Miss {
  matching::Pair pair;
  bool linked;
  matching::Score score;  // of the pair by itself
};

struct LinkageResult {
  Quality links;  // pairs with a probability of at least 0.5
  Quality clusters;
  double block_recall = 0;  // share of the true pairs that were compared at all
  std::vector<Bin> bins;
  std::vector<Threshold> thresholds;
  std::vector<Miss> misses;
};

// `name`, `date`, `number`, `place`, `text` or `category`.
std::optional<matching::Kind> KindOf(const std::string& word);

LinkageResult Link(const LinkageSet& set, uint64_t seed);

}  // namespace liandong::eval
