#pragma once

#include <vector>

#include "shared/matching/clusters.h"

// Who is one person, of all pairs together: what each pair tells by itself, and what follows from the others.
namespace liandong::matching {

struct Resolution {
  std::vector<double> log_odds;    // by candidate pair
  std::vector<uint32_t> clusters;  // by record
};

// - Records that found nobody are a population of their own, with its own odds: where nearly all have found another,
// the
//   last two are likelier to belong together than two of all.
// - Two records that one cluster holds are as surely one person as the weakest link of the surest way between them.
// - Two records that no cluster holds are not: what speaks against the others of their clusters speaks against them.
Resolution Resolve(const Model& model, const std::vector<Record>& records, const std::vector<Pair>& candidates);

}  // namespace liandong::matching
