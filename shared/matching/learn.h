#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "shared/matching/model.h"

// Learns a model from records without labels: u from random pairs, m by expectation maximisation over the pairs that
// blocking found. The same records and seed give the same model.
namespace liandong::matching {

using Pair = std::pair<uint32_t, uint32_t>;  // indexes of records, the lower first

struct Learning {
  uint64_t seed = 1;
  int drawn_pairs = 300'000;
  int passes = 3;    // estimations of u and of the frequencies without the pairs that are probably one person
  int rounds = 60;   // most iterations of EM in one pass
  double pairs = 0;  // number of pairs from which the candidates come; 0: all pairs of two records
};

Model Learn(const std::vector<Field>& fields, const std::vector<Record>& records, const std::vector<Pair>& candidates,
            const Learning& learning);

}  // namespace liandong::matching
