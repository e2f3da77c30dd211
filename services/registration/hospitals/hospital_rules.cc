#include "services/registration/hospitals/hospital_rules.h"

#include "shared/errors/errors.h"
#include "shared/matching/keys.h"
#include "shared/rule/rule.h"

namespace liandong::registration::rules {
namespace {

template <typename Request>
Reasons Common(const Request& request, const Screenings& screenings) {
  Reasons reasons;
  AddHits(screenings, reasons);
  AddSuspicion(request.indicators(), reasons);
  return reasons;
}

bool SamePerson(const common::v1::Person& one, const common::v1::Person& other) {
  return !one.document().number().empty() &&
         matching::CanonicalNumber(one.document()) == matching::CanonicalNumber(other.document());
}

}  // namespace

Reasons AdmissionReasons(const v1::CheckHospitalAdmissionRequest& request, const Screenings& screenings) {
  Reasons reasons = Common(request, screenings);
  LD_RULE("3-3-3.nobody-is-admitted-under-another-name")
  if (!request.identity_verified()) reasons.push_back(v1::REFER_REASON_IDENTITY_NOT_VERIFIED);
  if (request.patient().document().number().empty()) reasons.push_back(v1::REFER_REASON_IDENTITY_INCOMPLETE);
  return reasons;
}

Reasons BirthReasons(const v1::CheckBirthCertificateRequest& request, const Screenings& screenings, bool reused) {
  Reasons reasons = Common(request, screenings);
  if (reused) reasons.push_back(v1::REFER_REASON_DOCUMENT_REUSED);
  return reasons;
}

absl::Status CheckBirth(const v1::CheckBirthCertificateRequest& request, const v1::Check& admission) {
  const bool own = admission.kind() == v1::CHECK_KIND_HOSPITAL_ADMISSION && !admission.parties().empty() &&
                   SamePerson(admission.parties(0), request.mother());
  if (LD_RULE_HOLDS("3-3-3.the-admission-is-the-mothers-own", own) && MayGoOn(admission)) return absl::OkStatus();
  return errors::Refuse(contract::v1::ERROR_REASON_BIRTH_WITHOUT_ADMISSION, contract::v1::CLAUSE_3_3_3);
}

Reasons FosteredReasons(const Screenings& screenings) {
  Reasons reasons;
  LD_RULE("3-6-2.an-illegally-fostered-minor-is-referred")
  reasons.push_back(v1::REFER_REASON_FOSTERED_ILLEGALLY);
  AddHits(screenings, reasons);
  return reasons;
}

}  // namespace liandong::registration::rules
