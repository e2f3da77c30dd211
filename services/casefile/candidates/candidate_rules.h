#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/casefile/v1/candidate_service.pb.h"
#include "liandong/casefile/v1/casefile.pb.h"

// Which pairs wait for the police, and what the police decide about them: 五(三)2. Pure.
namespace liandong::casefile::rules {

// Number of tenths for which the probabilities are checked.
inline constexpr int32_t kCalibrationBins = 10;

bool IsWorthDeciding(const v1::Match& match);

// The tenth of a candidate's probability, 0 to kCalibrationBins - 1.
int32_t BinOf(const v1::MatchCandidate& candidate);
// The lowest probability of the tenth, in thousandths.
int32_t LowerBoundOf(int32_t bin);

// Whether it waits for a decision.
bool IsPending(const v1::MatchCandidate& candidate);
// False after it was decided.
bool MayChange(const v1::MatchCandidate& candidate);

// WRONG_STATE if it was decided or withdrawn. DNA_GATE_NOT_PASSED if a child would be confirmed before its DNA was
// compared. An adult is confirmed by the finding that the request names.
absl::Status DecideCandidate(v1::MatchCandidate& candidate, const v1::DecideMatchCandidateRequest& request,
                             const v1::VictimFile& victim, absl::Time now);

}  // namespace liandong::casefile::rules
