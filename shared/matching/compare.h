#pragma once

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "shared/matching/level.h"
#include "shared/matching/value.h"

// How two values of a field agree. Pure.
namespace liandong::matching {

// The weight of each word of the texts: the fewer records contain it, the higher.
using WordWeights = absl::flat_hash_map<std::string, double>;

Level CompareDates(const Value& a, const Value& b);
Level CompareNumbers(absl::string_view a, absl::string_view b);
Level ComparePlaces(const Value& a, const Value& b);
Level CompareTexts(const Value& a, const Value& b, const WordWeights& weights);
Level CompareMeasures(double a, double b);

Level Compare(Kind kind, const Value& a, const Value& b, const WordWeights& weights);

}  // namespace liandong::matching
