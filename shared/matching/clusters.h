#pragma once

#include <vector>

#include "shared/matching/learn.h"

// Groups pairs into persons: connected records, but no chain whose ends are strangers.
namespace liandong::matching {

struct Link {
  Pair pair;
  double log_odds;
};

// Returns the cluster number of each record. Links with better than even odds join clusters, the most certain first, as
// long as the records of both clusters match on average.
std::vector<uint32_t> Cluster(const Model& model, const std::vector<Record>& records, std::vector<Link> links);

}  // namespace liandong::matching
