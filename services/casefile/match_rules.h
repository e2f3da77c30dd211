#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/casefile/v1/candidate_service.pb.h"
#include "liandong/casefile/v1/casefile.pb.h"
#include "shared/matching/model.h"

// Which records may be one person, and what the police decide about it: 五(三)2. Pure.
namespace liandong::casefile::rules {

inline constexpr size_t kMostMatches = 10;
inline constexpr double kLeastProbability = 0.01;
// In thousandths: pairs with at least this probability wait for the police.
inline constexpr int32_t kWorthDeciding = 100;
// Number of tenths for which the probabilities are checked.
inline constexpr int32_t kCalibrationBins = 10;

bool IsLikelyEnough(double probability);
// An open case of a person who was lost before the victim was found.
bool MayBeOnePerson(const v1::Case& missing, const v1::VictimFile& victim);

// The pair with the evidence of each field. `score` comes from the model of persons.
v1::Match Explain(const v1::Case& missing, const v1::VictimFile& victim, const matching::Score& score,
                  double probability);

// The tenth of a candidate's probability, 0 to kCalibrationBins - 1.
int32_t BinOf(const v1::MatchCandidate& candidate);

// Does nothing after it was decided.
bool MayChange(const v1::MatchCandidate& candidate);

// WRONG_STATE if it was decided or withdrawn. DNA_GATE_NOT_PASSED if a child would be confirmed before its DNA was
// compared. An adult is confirmed by the finding that the request names.
absl::Status DecideCandidate(v1::MatchCandidate& candidate, const v1::DecideMatchCandidateRequest& request,
                             const v1::VictimFile& victim, absl::Time now);

}  // namespace liandong::casefile::rules
