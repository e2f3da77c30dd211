#include "services/registration/households/household_rules.h"

#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::registration::rules {

Reasons HouseholdReasons(const v1::CheckHouseholdRegistrationRequest& request, const Screenings& screenings) {
  Reasons reasons;
  AddHits(screenings, reasons);
  AddSuspicion(request.indicators(), reasons);
  return reasons;
}

absl::Status CheckHouseholdBasis(const v1::CheckHouseholdRegistrationRequest& request, const Screenings& screenings) {
  if (request.basis() == v1::HOUSEHOLD_BASIS_BIRTH) {
    if (!request.birth_certificate_number().empty()) return absl::OkStatus();
    return errors::RefuseFields(
        {{"birth_certificate_number", "is required for this basis of registration", "该落户依据下必须填写"}});
  }
  if (request.victim_file().empty()) {
    return errors::RefuseFields(
        {{"victim_file", "is required for this basis of registration", "该落户依据下必须填写"}});
  }
  LD_RULE("5-3-3.registered-through-the-district-government")
  if (IsHit(screenings, v1::REFER_REASON_NOT_REPORTED)) {
    return errors::Refuse(contract::v1::ERROR_REASON_NOT_REPORTED_UNIDENTIFIED, contract::v1::CLAUSE_5_3_3);
  }
  LD_RULE("4-5.a-child-of-unknown-origin-passes-the-dna-gate")
  if (IsHit(screenings, v1::REFER_REASON_DNA_GATE_CLOSED)) {
    return errors::Refuse(contract::v1::ERROR_REASON_DNA_GATE_NOT_PASSED, contract::v1::CLAUSE_4_5);
  }
  return absl::OkStatus();
}

}  // namespace liandong::registration::rules
