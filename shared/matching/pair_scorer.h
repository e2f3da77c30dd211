#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "shared/matching/model.h"

namespace liandong::matching {

// Scores many pairs of which only the similar ones matter: begins with the fields that are compared fastest, and stops
// as soon as a pair cannot reach the score that is asked for. Thread-safe.
class PairScorer {
 public:
  // `model` is not owned. It has at most one name, and no other field that makes one redundant.
  explicit PairScorer(const Model* model);

  // ScorePair().log_odds if it is at least `least`, otherwise nothing.
  std::optional<double> LogOdds(const Record& a, const Record& b, double least) const;

 private:
  struct FieldParts {
    std::array<double, kLevels> parts{};             // of each level, if the frequency of the value does not matter
    absl::flat_hash_map<std::string, double> exact;  // of two values that are the same, if their frequency is known
    double exact_rarest = 0;                         // of other values that are the same
    double most_unlike = 0;                          // the most that values can add that are not written alike
    double most_unlike_names = 0;                    // the most that names can add that do not sound alike either
  };
  struct Estimate {
    double most = 0;      // what the field may add at most
    bool settled = true;  // it adds just that
  };

  // Without a comparison that takes long.
  Estimate EstimateOf(size_t field, const Record& a, const Record& b) const;
  Estimate EstimateOfName(size_t field, const Record& a, const Record& b) const;
  double ExactPart(size_t field, const Value& value) const;
  double PartOfField(size_t field, const Record& a, const Record& b) const;

  const Model& model_;
  std::vector<FieldParts> fields_;
  std::vector<size_t> order_;  // of the comparisons
};

}  // namespace liandong::matching
