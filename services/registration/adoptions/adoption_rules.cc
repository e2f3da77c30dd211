#include "services/registration/adoptions/adoption_rules.h"

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::registration::rules {
namespace {

using namespace contract::v1;  // NOLINT(google-build-using-namespace): clauses and reasons, many of them

absl::Status StepsMissing() { return errors::Refuse(ERROR_REASON_ADOPTION_STEPS_MISSING, CLAUSE_3_6_2); }

}  // namespace

Reasons AdoptionReasons(const v1::Adoption& adoption, const v1::CheckAdoptionRequest& request,
                        const Screenings& screenings) {
  Reasons reasons;
  AddHits(screenings, reasons);
  AddSuspicion(request.indicators(), reasons);
  for (const common::v1::Person& adopter : adoption.adopters()) {
    if (!IsIdentified(adopter)) AddReason(v1::REFER_REASON_IDENTITY_INCOMPLETE, reasons);
  }
  return reasons;
}

absl::Status CheckAdoptionSteps(const v1::Adoption& adoption) {
  return LD_RULE_HOLDS("3-6-2.adoption-follows-the-assessment", adoption.state() == v1::ADOPTION_STATE_ASSESSED)
             ? absl::OkStatus()
             : StepsMissing();
}

absl::Status Review(v1::Adoption& adoption, const v1::ReviewAdoptionRequest& request) {
  if (adoption.state() != v1::ADOPTION_STATE_APPLIED) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_3_6_2);
  adoption.set_state(request.pass() ? v1::ADOPTION_STATE_REVIEWED : v1::ADOPTION_STATE_REFUSED);
  adoption.set_review_note(request.note());
  return absl::OkStatus();
}

absl::Status Assess(v1::Adoption& adoption, const v1::AssessAdoptionRequest& request) {
  if (adoption.state() == v1::ADOPTION_STATE_APPLIED) return StepsMissing();
  if (adoption.state() != v1::ADOPTION_STATE_REVIEWED) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_3_6_2);
  adoption.set_state(request.pass() ? v1::ADOPTION_STATE_ASSESSED : v1::ADOPTION_STATE_REFUSED);
  adoption.set_assessment_note(request.note());
  return absl::OkStatus();
}

absl::Status DecideAdoption(v1::Adoption& adoption, const v1::DecideAdoptionRequest& request, const v1::Check& check,
                            const Screenings& bars, absl::Time now) {
  if (request.register_()) {
    for (const Screening& bar : bars) {
      LD_RULE("4-9.nor-by-adoption")
      if (bar.hit) {
        return bar.reason == v1::REFER_REASON_BUYING_FAMILY
                   ? errors::Refuse(ERROR_REASON_BUYING_FAMILY, CLAUSE_4_9)
                   : errors::Refuse(ERROR_REASON_DNA_GATE_NOT_PASSED, CLAUSE_4_5);
      }
    }
    if (absl::Status status = CheckAdoptionSteps(adoption); !status.ok()) return status;
    LD_RULE("3-6-2.registered-after-its-own-clear-check")
    if (check.adoption() != adoption.name() || !MayGoOn(check)) {
      return errors::Refuse(ERROR_REASON_CHECK_NOT_CLEAR, CLAUSE_3_6_2);
    }
  }
  const bool decided =
      adoption.state() == v1::ADOPTION_STATE_REGISTERED || adoption.state() == v1::ADOPTION_STATE_REFUSED;
  if (decided) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_3_6_2);
  adoption.set_state(request.register_() ? v1::ADOPTION_STATE_REGISTERED : v1::ADOPTION_STATE_REFUSED);
  adoption.set_check(request.check());
  adoption.set_decision_note(request.note());
  *adoption.mutable_decide_time() = base::ToProto(now);
  return absl::OkStatus();
}

}  // namespace liandong::registration::rules
