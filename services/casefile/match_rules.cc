#include "services/casefile/match_rules.h"

#include <cmath>

#include "services/casefile/subjects.h"
#include "shared/base/proto_time.h"
#include "shared/matching/person_model.h"

namespace liandong::casefile::rules {
namespace {

constexpr double kThousandths = 1000;

int32_t Thousandths(double value) { return static_cast<int32_t>(std::lround(value * kThousandths)); }

}  // namespace

bool IsWorthALook(const v1::Case& missing, const v1::VictimFile& victim, double probability) {
  if (missing.state() != v1::CASE_STATE_OPEN || probability < kLeastProbability) return false;
  return base::FromProto(missing.lost_time()) <= base::FromProto(victim.rescue_time());
}

v1::Match Explain(const v1::Case& missing, const matching::Subject& victim, double probability) {
  const matching::Model& model = matching::Persons().model;
  const matching::Score score =
      matching::ScorePair(model, matching::SubjectRecord(SubjectOf(missing)), matching::SubjectRecord(victim));
  v1::Match match;
  match.set_case_(missing.name());
  match.set_probability(Thousandths(probability));
  for (size_t i = 0; i < score.levels.size(); ++i) {
    if (score.levels[i] == matching::Level::kUnknown) continue;
    const matching::Wording wording = matching::WordingOf(score.levels[i]);
    v1::FieldAgreement& agreement = *match.add_agreements();
    agreement.set_field(model.fields[i].name);
    agreement.set_agreement_en(wording.en);
    agreement.set_agreement_zh(wording.zh);
    agreement.set_weight(Thousandths(score.parts[i]));
  }
  return match;
}

}  // namespace liandong::casefile::rules
