#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "shared/matching/model.h"

// Learns a model from records of which nobody says who is who: u from pairs drawn at random, m by expectation
// maximisation over the pairs that blocking brought together. The same records and seed give the same model.
namespace liandong::matching {

using Pair = std::pair<uint32_t, uint32_t>;  // places of two records, the lesser first

struct Learning {
  uint64_t seed = 1;
  int drawn_pairs = 300'000;
  int passes = 3;    // u and frequencies anew without what is probably one person
  int rounds = 60;   // of EM in a pass, at most
  double pairs = 0;  // of which the candidates are a part; 0: all pairs of two records
};

Model Learn(const std::vector<Field>& fields, const std::vector<Record>& records, const std::vector<Pair>& candidates,
            const Learning& learning);

}  // namespace liandong::matching
