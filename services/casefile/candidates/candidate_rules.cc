#include "services/casefile/candidates/candidate_rules.h"

#include <algorithm>

#include "services/casefile/matches/match_rules.h"
#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::casefile::rules {
namespace {

// In thousandths.
constexpr int32_t kLeastProbability = 100;

}  // namespace

bool IsWorthDeciding(const v1::Match& match) { return match.probability() >= kLeastProbability; }

int32_t BinOf(const v1::MatchCandidate& candidate) {
  return std::clamp(candidate.match().probability() * kCalibrationBins / kThousandths, 0, kCalibrationBins - 1);
}

int32_t LowerBoundOf(int32_t bin) { return bin * kThousandths / kCalibrationBins; }

bool IsPending(const v1::MatchCandidate& candidate) { return candidate.state() == v1::MATCH_CANDIDATE_STATE_PENDING; }

bool MayChange(const v1::MatchCandidate& candidate) {
  return IsPending(candidate) || candidate.state() == v1::MATCH_CANDIDATE_STATE_WITHDRAWN;
}

absl::Status DecideCandidate(v1::MatchCandidate& candidate, const v1::DecideMatchCandidateRequest& request,
                             const v1::VictimFile& victim, absl::Time now) {
  if (!IsPending(candidate)) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_5_3_2);
  }
  const bool by_dna = victim.kind() == v1::VICTIM_KIND_CHILD;
  LD_RULE("5-3-2.no-confirmation-before-the-dna-comparison")
  if (request.confirmed() && by_dna && victim.dna_gate() != v1::DNA_GATE_COMPARED) {
    return errors::Refuse(contract::v1::ERROR_REASON_DNA_GATE_NOT_PASSED, contract::v1::CLAUSE_5_3_2);
  }
  candidate.set_state(request.confirmed() ? v1::MATCH_CANDIDATE_STATE_CONFIRMED : v1::MATCH_CANDIDATE_STATE_REJECTED);
  candidate.set_evidence(request.evidence());
  *candidate.mutable_decide_time() = base::ToProto(now);
  return absl::OkStatus();
}

}  // namespace liandong::casefile::rules
