#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/casefile/v1/candidate_service.pb.h"
#include "liandong/casefile/v1/casefile.pb.h"
#include "shared/matching/model.h"

// Who may be who, and what the police make of it: 五(三)2. Pure.
namespace liandong::casefile::rules {

inline constexpr size_t kMostMatches = 10;
inline constexpr double kLeastProbability = 0.01;
// In thousandths: from this on a pair waits for the police.
inline constexpr int32_t kWorthDeciding = 100;
// Tenths in which the odds are judged.
inline constexpr int32_t kCalibrationBins = 10;

bool IsLikelyEnough(double probability);
// An open case of somebody who was lost before the victim was found.
bool MayBeOnePerson(const v1::Case& missing, const v1::VictimFile& victim);

// The pair with what each field says for and against it. `score`: by the model of persons.
v1::Match Explain(const v1::Case& missing, const v1::VictimFile& victim, const matching::Score& score,
                  double probability);

// The tenth that a candidate's probability is in, 0 to kCalibrationBins - 1.
int32_t BinOf(const v1::MatchCandidate& candidate);

// Not once it was decided.
bool MayChange(const v1::MatchCandidate& candidate);

// WRONG_STATE if it was decided before, or withdrawn; DNA_GATE_NOT_PASSED where it would be confirmed before a child's
// DNA was compared. An adult is confirmed by the finding that the request names.
absl::Status DecideCandidate(v1::MatchCandidate& candidate, const v1::DecideMatchCandidateRequest& request,
                             const v1::VictimFile& victim, absl::Time now);

}  // namespace liandong::casefile::rules
