#pragma once

#include <string>
#include <vector>

#include "tests/bench/budget/kind.h"
#include "tests/bench/marriage_requests.h"
#include "tests/testing/cluster.h"

namespace liandong::budget {

// Calls that look for persons among those that the case file service knows.
class CasefileKinds {
 public:
  // Neither is owned.
  CasefileKinds(testing::TestCluster* cluster, const eval::Stock* stock);

  // Lets the police list this many missing persons, and rescue a few of them.
  void Fill(int records);

  // A check of a couple by the registration service, which asks the case file service, and a search.
  std::vector<Kind> All();

 private:
  Kind CheckMarriage();
  Kind FindMatches();

  testing::TestCluster* const cluster_;
  bench::MarriageRequests requests_;
  Channel police_;
  std::vector<std::string> victim_files_;
};

}  // namespace liandong::budget
