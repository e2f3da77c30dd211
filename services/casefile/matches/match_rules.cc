#include "services/casefile/matches/match_rules.h"

#include <cmath>

#include "shared/base/proto_time.h"
#include "shared/matching/subject.h"
#include "shared/rule/rule.h"

namespace liandong::casefile::rules {
namespace {

constexpr double kLeastProbability = 0.01;

int32_t InThousandths(double value) { return static_cast<int32_t>(std::lround(value * kThousandths)); }

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
  match.set_probability(InThousandths(probability));
  for (size_t i = 0; i < score.levels.size(); ++i) {
    if (score.levels[i] == matching::Level::kUnknown) continue;
    const matching::Wording wording = matching::WordingOf(score.levels[i]);
    v1::FieldAgreement& agreement = *match.add_agreements();
    agreement.set_field(matching::SubjectFields()[i].name);
    agreement.set_agreement_en(wording.en);
    agreement.set_agreement_zh(wording.zh);
    agreement.set_weight(InThousandths(score.parts[i]));
  }
  return match;
}

}  // namespace liandong::casefile::rules
