#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/matching/model.h"

// The model of persons: what was learned of them, kept as data (person_model.tsv) and built in.
namespace liandong::matching {

struct PersonModel {
  Model model;  // without a prior
  // Of those who are looked for, which share is among those listed.
  double listed_share = 0;

  // For a look-up among so many, the logarithm of the odds of each against none of them.
  double PriorAmong(double listed) const;
};

// The probability of each of those compared, from their log odds: one of them is the person, or none.
std::vector<double> OneOrNone(const std::vector<double>& log_odds);

const PersonModel& Persons();

// As text, one thing a line; INVALID_ARGUMENT with the line if it cannot be read.
std::string PrintPersonModel(const PersonModel& model);
absl::StatusOr<PersonModel> ReadPersonModel(const std::string& text);

}  // namespace liandong::matching
