#include "services/casefile/match_rules.h"

#include <cmath>

#include "shared/base/proto_time.h"
#include "shared/matching/subject.h"

namespace liandong::casefile::rules {
namespace {

constexpr double kThousandths = 1000;

int32_t Thousandths(double value) { return static_cast<int32_t>(std::lround(value * kThousandths)); }

}  // namespace

bool IsWorthALook(const v1::Case& missing, const v1::VictimFile& victim, double probability) {
  if (missing.state() != v1::CASE_STATE_OPEN || probability < kLeastProbability) return false;
  return base::FromProto(missing.lost_time()) <= base::FromProto(victim.rescue_time());
}

v1::Match Explain(const std::string& case_name, const matching::Score& score, double probability) {
  v1::Match match;
  match.set_case_(case_name);
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

}  // namespace liandong::casefile::rules
