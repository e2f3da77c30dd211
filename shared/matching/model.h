#pragma once

#include <array>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "shared/matching/compare.h"

// Fellegi and Sunter's model: what each agreement tells of whether two records are of one person. Pure.
namespace liandong::matching {

using Shares = std::array<double, kLevels>;

struct FieldWeights {
  Shares matched{};  // of pairs of one person, which share has each level (m); unknown left out
  Shares other{};    // of pairs of two persons (u)
  // Share of the records that have a value, so that a rare name tells more than a common one. Keys: FrequencyKey(), of
  // those that were often met, and FrequencyParts().
  absl::flat_hash_map<std::string, double> frequency;
  double rarest = 0;  // of values that are not in it; 0: nothing is known of frequencies
  WordWeights words;  // of a text
};

// By what the frequency of a value is known: the value itself, or the sound of a name. Empty for a level at which there
// is no such thing.
std::string FrequencyKey(Level level, const Value& value);
// The parts of a name, surname and characters or words, whose frequencies together are that of the name where it was
// too seldom met; empty for what is no name.
std::vector<std::string> FrequencyParts(Level level, const Value& value);

struct Model {
  std::vector<Field> fields;
  std::vector<FieldWeights> weights;  // in the order of the fields
  double prior = 0;                   // natural logarithm of the odds that two records are of one person
};

double Probability(double log_odds);

struct Score {
  double log_odds = 0;        // natural; with the prior
  std::vector<Level> levels;  // by field
  std::vector<double> parts;  // what each field adds to the log odds
};

std::vector<Level> CompareRecords(const Model& model, const Record& a, const Record& b);
// What a field adds.
double PartOf(const FieldWeights& weights, Level level, const Value& a, const Value& b);
Score ScorePair(const Model& model, const Record& a, const Record& b);

}  // namespace liandong::matching
