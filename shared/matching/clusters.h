#pragma once

#include <vector>

#include "shared/matching/learn.h"

// Who is one person, of pairs that may be: connected records, but no chain whose ends are strangers.
namespace liandong::matching {

struct Link {
  Pair pair;
  double log_odds;
};

// By record, the number of its cluster. Links above even odds join, the surest first, as long as the records of both
// clusters are on average one person to each other.
std::vector<uint32_t> Cluster(const Model& model, const std::vector<Record>& records, std::vector<Link> links);

}  // namespace liandong::matching
