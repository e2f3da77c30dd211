#pragma once

#include <memory>
#include <vector>

#include "liandong/clue/v1/clue_service.grpc.pb.h"
#include "tests/bench/budget/kind.h"
#include "tests/bench/reports.h"
#include "tests/testing/cluster.h"

namespace liandong::budget {

// Calls of the clue service.
class ClueKinds {
 public:
  // Neither is owned.
  ClueKinds(testing::TestCluster* cluster, const eval::Stock* stock);

  // Stores this many reports of several agencies.
  void Fill(int records);

  // Read, list, report, and an event of a watch stream.
  std::vector<Kind> All();

 private:
  using Service = clue::v1::ClueService;
  std::unique_ptr<Service::Stub> StubOf(size_t agency) const { return Service::NewStub(channels_[agency]); }
  Kind Get();
  Kind List();
  Kind Report();
  Kind Watch();

  testing::TestCluster* const cluster_;
  bench::Reports reports_;
  std::vector<Channel> channels_;                // one for each agency
  std::vector<std::vector<std::string>> names_;  // of the stored clues of each agency
};

}  // namespace liandong::budget
