#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/matching/model.h"

// The model of persons: learned parameters, stored as data (person_model.tsv) and built into the program.
namespace liandong::matching {

struct PersonModel {
  Model model;  // without a prior
  // The share of the persons asked about that are listed.
  double listed_share = 0;

  // For a look-up in a list of this length: the logarithm of the odds of each person against nobody.
  double PriorAmong(double listed) const;
};

// The probability of each compared person, from their log odds. At most one of them is the person.
std::vector<double> OneOrNone(const std::vector<double>& log_odds);

const PersonModel& Persons();

// Text form with one item per line. INVALID_ARGUMENT names the line that cannot be read.
std::string PrintPersonModel(const PersonModel& model);
absl::StatusOr<PersonModel> ReadPersonModel(const std::string& text);

}  // namespace liandong::matching
