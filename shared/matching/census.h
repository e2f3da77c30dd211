#pragma once

#include <cstdint>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "shared/matching/model.h"

// The frequency of each value of a field. Pure.
namespace liandong::matching {

class Census {
 public:
  // `person` identifies whose value it is; each value counts once per person. `first` is true if the person was not
  // counted before.
  void Count(const Value& value, uint32_t person, bool first);
  // Sets the frequencies of the field.
  void Share(FieldWeights& weights) const;

 private:
  using Counts = absl::flat_hash_map<std::string, double>;

  Counts values_;
  Counts parts_;
  absl::flat_hash_map<char, double> all_parts_;  // by the first character of their keys
  absl::flat_hash_set<std::pair<std::string, uint32_t>> seen_;
  double persons_ = 0;
};

}  // namespace liandong::matching
