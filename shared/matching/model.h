#pragma once

#include <array>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "shared/matching/compare.h"

// The model of Fellegi and Sunter: how much each agreement counts for two records being of one person. Pure.
namespace liandong::matching {

using Shares = std::array<double, kLevels>;

struct FieldWeights {
  Shares matched{};  // share of pairs of one person that have each level (m), without unknown values
  Shares other{};    // the same for pairs of two persons (u)
  // The share of records that have a value, so that a rare name counts more than a common one. Keys are FrequencyKey()
  // of frequent values, and FrequencyParts().
  absl::flat_hash_map<std::string, double> frequency;
  double rarest = 0;  // frequency of a value that is not listed; 0 if frequencies are unknown
  WordWeights words;  // weights of a text's words
};

// The key by which the frequency of a value is known: the value itself, or the sound of a name. Empty for a level
// without one.
std::string FrequencyKey(Level level, const Value& value);
// The parts of a name (surname, and characters or words), from whose frequencies that of a seldom seen name is
// estimated. Empty if it is not a name.
std::vector<std::string> FrequencyParts(Level level, const Value& value);

struct Model {
  std::vector<Field> fields;
  std::vector<FieldWeights> weights;  // in the order of the fields
  double prior = 0;                   // natural logarithm of the odds that two records are of one person
};

double Probability(double log_odds);

struct Score {
  double log_odds = 0;        // natural logarithm, including the prior
  std::vector<Level> levels;  // by field
  std::vector<double> parts;  // contribution of each field to the log odds
};

// Whether two values agree so well that a field that one of them implies says nothing more.
bool Agrees(Level level);
std::vector<Level> CompareRecords(const Model& model, const Record& a, const Record& b);
// The contribution of a field.
double PartOf(const FieldWeights& weights, Level level, const Value& a, const Value& b);
Score ScorePair(const Model& model, const Record& a, const Record& b);

}  // namespace liandong::matching
