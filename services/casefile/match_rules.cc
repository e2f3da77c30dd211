#include "services/casefile/match_rules.h"

#include <algorithm>
#include <cmath>

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/matching/subject.h"
#include "shared/rule/rule.h"

namespace liandong::casefile::rules {
namespace {

constexpr double kThousandths = 1000;

int32_t Thousandths(double value) { return static_cast<int32_t>(std::lround(value * kThousandths)); }

}  // namespace

bool IsLikelyEnough(double probability) { return probability >= kLeastProbability; }

bool MayBeOnePerson(const v1::Case& missing, const v1::VictimFile& victim) {
  return LD_RULE_HOLDS("5-3-2.a-match-is-an-open-case", missing.state() == v1::CASE_STATE_OPEN) &&
         base::FromProto(missing.lost_time()) <= base::FromProto(victim.rescue_time());
}

v1::Match Explain(const v1::Case& missing, const v1::VictimFile& victim, const matching::Score& score,
                  double probability) {
  v1::Match match;
  match.set_case_(missing.name());
  match.set_victim_file(victim.name());
  match.set_probability(Thousandths(probability));
  for (size_t i = 0; i < score.levels.size(); ++i) {
    if (score.levels[i] == matching::Level::kUnknown) continue;
    const matching::Wording wording = matching::WordingOf(score.levels[i]);
    v1::FieldAgreement& agreement = *match.add_agreements();
    agreement.set_field(matching::SubjectFields()[i].name);
    agreement.set_agreement_en(wording.en);
    agreement.set_agreement_zh(wording.zh);
    agreement.set_weight(Thousandths(score.parts[i]));
  }
  return match;
}

int32_t BinOf(const v1::MatchCandidate& candidate) {
  return std::clamp(candidate.match().probability() * kCalibrationBins / 1000, 0, kCalibrationBins - 1);
}

bool MayChange(const v1::MatchCandidate& candidate) {
  return candidate.state() == v1::MATCH_CANDIDATE_STATE_PENDING ||
         candidate.state() == v1::MATCH_CANDIDATE_STATE_WITHDRAWN;
}

absl::Status DecideCandidate(v1::MatchCandidate& candidate, const v1::DecideMatchCandidateRequest& request,
                             const v1::VictimFile& victim, absl::Time now) {
  if (candidate.state() != v1::MATCH_CANDIDATE_STATE_PENDING) {
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
