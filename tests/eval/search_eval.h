#pragma once

#include <vector>

#include "absl/functional/function_ref.h"
#include "shared/matching/person_model.h"
#include "tests/eval/metrics.h"
#include "tests/eval/people.h"

// How well persons are found among many, when the truth is known.
namespace liandong::eval {

// Missing persons, and persons who are found and asked about. Some of the latter are not missing.
struct Crowd {
  std::vector<matching::Subject> listed;
  std::vector<matching::Subject> asked;
  std::vector<int64_t> truth;  // by question, the index among the listed; -1: not listed
};

Crowd MakeCrowd(const Stock& stock, uint64_t seed, size_t listed, size_t asked);

// Learned from the records alone.
matching::PersonModel LearnPersons(const Crowd& crowd, uint64_t seed);

struct SearchResult {
  double block_recall = 0;  // found by any key
  double compared_recall = 0;
  double recall_at_1 = 0;
  double recall_at_10 = 0;
  double most_compared = 0;
  Quality at_half;  // of the pairs with a probability of at least 0.5
  std::vector<Bin> bins;
  std::vector<Threshold> thresholds;
};

// `progress` receives the number of questions asked.
SearchResult Search(const matching::PersonModel& persons, const Crowd& crowd, absl::FunctionRef<void(size_t)> progress);

}  // namespace liandong::eval
