#pragma once

#include <vector>

#include "shared/matching/clusters.h"

// Decides which records are one person, from all pairs together: the evidence of each pair, and what follows from the
// others.
namespace liandong::matching {

struct Resolution {
  std::vector<double> log_odds;    // by candidate pair
  std::vector<uint32_t> clusters;  // by record
};

// - Records that matched nothing are a population with its own odds: if nearly all others have found a partner, the
//   last two are more likely to belong together than any two records.
// - Two records in one cluster are as certainly one person as the weakest link of the strongest path between them.
// - Two records in different clusters are not one person: what speaks against the others of their clusters speaks
//   against them.
Resolution Resolve(const Model& model, const std::vector<Record>& records, const std::vector<Pair>& candidates);

}  // namespace liandong::matching
