#pragma once

#include <vector>

#include "absl/functional/function_ref.h"
#include "shared/matching/person_model.h"
#include "tests/eval/metrics.h"
#include "tests/eval/people.h"

// How well persons are found among many, when the truth is known.
namespace liandong::eval {

// Those who are missed, and those who are found and asked about; some of the latter are nobody's.
struct Crowd {
  std::vector<matching::Subject> listed;
  std::vector<matching::Subject> asked;
  std::vector<int64_t> truth;  // by asked, its place among the listed; -1: nobody
};

Crowd MakeCrowd(const Stock& stock, uint64_t seed, size_t listed, size_t asked);

// Learned from the records alone.
matching::PersonModel LearnPersons(const Crowd& crowd, uint64_t seed);

struct SearchResult {
  double block_recall = 0;  // met under any key
  double compared_recall = 0;
  double recall_at_1 = 0;
  double recall_at_10 = 0;
  double most_compared = 0;
  Quality at_half;  // of the pairs with a probability of one half or more
  std::vector<Bin> bins;
  std::vector<Threshold> thresholds;
};

// `progress` is told how many were asked about.
SearchResult Search(const matching::PersonModel& persons, const Crowd& crowd, absl::FunctionRef<void(size_t)> progress);

}  // namespace liandong::eval
