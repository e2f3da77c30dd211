#include "services/registration/marriages/marriage_rules.h"

#include "shared/errors/errors.h"
#include "shared/matching/keys.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"
#include "shared/values/nationality.h"

namespace liandong::registration::rules {
namespace {

// Civil Code, article 1047.
constexpr int kHusbandAge = 22;
constexpr int kWifeAge = 20;

bool IsUnderAge(const common::v1::Person& person, absl::Time now) {
  const auto birth = matching::BirthDayOf(person);
  if (!birth.has_value()) return false;  // reported as not identified
  const int age = person.sex() == common::v1::SEX_FEMALE ? kWifeAge : kHusbandAge;
  return values::AgeOn(*birth, values::DayOf(now)) < age;
}

}  // namespace

bool IsForeign(const common::v1::Person& person) { return values::IsForeign(person.nationality()); }

Reasons MarriageReasons(const v1::CheckMarriageRequest& request, const Screenings& screenings, bool unentered,
                        absl::Time now) {
  Reasons reasons;
  AddHits(screenings, reasons);
  AddSuspicion(request.indicators(), reasons);
  LD_RULE("3-3-4.a-foreigners-entry-is-on-record")
  if (unentered) AddReason(v1::REFER_REASON_NO_ENTRY_RECORD, reasons);
  for (const common::v1::Person& party : request.parties()) {
    if (!IsIdentified(party)) AddReason(v1::REFER_REASON_IDENTITY_INCOMPLETE, reasons);
    if (IsUnderAge(party, now)) AddReason(v1::REFER_REASON_UNDER_AGE, reasons);
  }
  return reasons;
}

absl::Status CheckMarriageMayBeRecorded(const v1::Check& check) {
  if (check.kind() == v1::CHECK_KIND_MARRIAGE && MayGoOn(check)) return absl::OkStatus();
  return errors::Refuse(contract::v1::ERROR_REASON_CHECK_NOT_CLEAR, contract::v1::CLAUSE_3_3_4);
}

}  // namespace liandong::registration::rules
