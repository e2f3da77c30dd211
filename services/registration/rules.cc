#include "services/registration/rules.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/dates.h"
#include "shared/base/errors.h"
#include "shared/base/proto_time.h"
#include "shared/matching/keys.h"
#include "shared/rule/rule.h"

namespace liandong::registration::rules {
namespace {

// Civil Code, article 1047.
constexpr int kHusbandAge = 22;
constexpr int kWifeAge = 20;

using Reasons = std::vector<v1::ReferReason>;

void Add(v1::ReferReason reason, Reasons& reasons) {
  if (std::count(reasons.begin(), reasons.end(), reason) == 0) reasons.push_back(reason);
}

bool IsHit(const Screenings& screenings, v1::ReferReason reason) {
  return std::any_of(screenings.begin(), screenings.end(),
                     [&](const Screening& screening) { return screening.reason == reason && screening.hit; });
}

// A person who cannot be told from others cannot be cleared either.
bool IsIdentified(const common::v1::Person& person) {
  return !person.name().empty() && !person.document().number().empty() && matching::BirthDayOf(person).has_value();
}

bool IsUnderAge(const common::v1::Person& person, absl::Time now) {
  const auto birth = matching::BirthDayOf(person);
  if (!birth.has_value()) return false;  // reported as not identified
  const int age = person.sex() == common::v1::SEX_FEMALE ? kWifeAge : kHusbandAge;
  return base::AgeOn(*birth, base::DayOf(now)) < age;
}

template <typename Request>
void AddSuspicion(const Request& request, Reasons& reasons) {
  LD_RULE("3-3-4.what-a-registrar-suspects-is-held")
  if (request.indicators_size() > 0) Add(v1::REFER_REASON_REGISTRAR_SUSPECTS, reasons);
}

}  // namespace

void AddHits(const Screenings& screenings, Reasons& reasons) {
  for (const Screening& screening : screenings) {
    if (screening.hit) Add(screening.reason, reasons);
  }
}

bool IsForeign(const common::v1::Person& person) {
  return !person.nationality().empty() && person.nationality() != "CHN";
}

Reasons MarriageReasons(const v1::CheckMarriageRequest& request, const Screenings& screenings, bool unentered,
                        absl::Time now) {
  Reasons reasons;
  AddHits(screenings, reasons);
  AddSuspicion(request, reasons);
  LD_RULE("3-3-4.a-foreigners-entry-is-on-record")
  if (unentered) Add(v1::REFER_REASON_NO_ENTRY_RECORD, reasons);
  for (const common::v1::Person& party : request.parties()) {
    if (!IsIdentified(party)) Add(v1::REFER_REASON_IDENTITY_INCOMPLETE, reasons);
    if (IsUnderAge(party, now)) Add(v1::REFER_REASON_UNDER_AGE, reasons);
  }
  return reasons;
}

Reasons AdoptionReasons(const v1::Adoption& adoption, const v1::CheckAdoptionRequest& request,
                        const Screenings& screenings) {
  Reasons reasons;
  AddHits(screenings, reasons);
  AddSuspicion(request, reasons);
  for (const common::v1::Person& adopter : adoption.adopters()) {
    if (!IsIdentified(adopter)) Add(v1::REFER_REASON_IDENTITY_INCOMPLETE, reasons);
  }
  return reasons;
}

Reasons HouseholdReasons(const v1::CheckHouseholdRegistrationRequest& request, const Screenings& screenings) {
  Reasons reasons;
  AddHits(screenings, reasons);
  AddSuspicion(request, reasons);
  return reasons;
}

absl::Status CheckHouseholdBasis(const v1::CheckHouseholdRegistrationRequest& request, const Screenings& screenings) {
  if (request.basis() == v1::HOUSEHOLD_BASIS_BIRTH) {
    if (!request.birth_certificate_number().empty()) return absl::OkStatus();
    return base::RefuseFields(
        {{"birth_certificate_number", "is required for this basis of registration", "该落户依据下必须填写"}});
  }
  if (request.victim_file().empty()) {
    return base::RefuseFields({{"victim_file", "is required for this basis of registration", "该落户依据下必须填写"}});
  }
  LD_RULE("5-3-3.registered-through-the-district-government")
  if (IsHit(screenings, v1::REFER_REASON_NOT_REPORTED)) {
    return base::Refuse(contract::v1::ERROR_REASON_NOT_REPORTED_UNIDENTIFIED, contract::v1::CLAUSE_5_3_3);
  }
  LD_RULE("4-5.a-child-of-unknown-origin-passes-the-dna-gate")
  if (IsHit(screenings, v1::REFER_REASON_DNA_GATE_CLOSED)) {
    return base::Refuse(contract::v1::ERROR_REASON_DNA_GATE_NOT_PASSED, contract::v1::CLAUSE_4_5);
  }
  return absl::OkStatus();
}

absl::Status Decide(v1::Check& check, const v1::DecideHeldCheckRequest& request, const Screenings& bars,
                    absl::Time now) {
  if (check.state() != v1::CHECK_STATE_HELD) return base::Refuse(contract::v1::ERROR_REASON_WRONG_STATE);
  const bool release = request.decision() == v1::HELD_CHECK_DECISION_RELEASE;
  for (const Screening& bar : bars) {
    const auto clause =
        bar.reason == v1::REFER_REASON_BUYING_FAMILY ? contract::v1::CLAUSE_4_9 : contract::v1::CLAUSE_4_5;
    LD_RULE("4-9.nor-by-a-release")
    if (release && bar.hit) return base::Refuse(contract::v1::ERROR_REASON_CHECK_STILL_BARRED, clause);
  }
  check.set_state(release ? v1::CHECK_STATE_RELEASED : v1::CHECK_STATE_REFUSED);
  check.set_decision_note(request.note());
  *check.mutable_decide_time() = base::ToProto(now);
  return absl::OkStatus();
}

contract::v1::Clause ClauseOf(v1::CheckKind kind) {
  switch (kind) {
    case v1::CHECK_KIND_MARRIAGE:
      return contract::v1::CLAUSE_3_3_4;
    case v1::CHECK_KIND_ADOPTION:
    case v1::CHECK_KIND_FOSTERED_MINOR:
      return contract::v1::CLAUSE_3_6_2;
    case v1::CHECK_KIND_HOSPITAL_ADMISSION:
    case v1::CHECK_KIND_BIRTH_CERTIFICATE:
      return contract::v1::CLAUSE_3_3_3;
    default:
      return contract::v1::CLAUSE_4_5;
  }
}

clue::v1::ReportClueRequest ClueOf(const v1::Check& check, const std::string& note) {
  clue::v1::ReportClueRequest clue;
  clue.set_channel(clue::v1::CLUE_CHANNEL_REGISTRY_HOLD);
  switch (check.kind()) {
    case v1::CHECK_KIND_MARRIAGE:
      clue.set_kind(clue::v1::CLUE_KIND_WOMAN_TRAFFICKING);
      break;
    case v1::CHECK_KIND_ADOPTION:
    case v1::CHECK_KIND_FOSTERED_MINOR:
      clue.set_kind(clue::v1::CLUE_KIND_ILLEGAL_ADOPTION);
      break;
    default:
      clue.set_kind(clue::v1::CLUE_KIND_CHILD_OF_UNKNOWN_ORIGIN);
  }
  clue.set_division(check.division());
  clue.set_registration_reference(check.reference());
  *clue.mutable_persons() = check.parties();
  const std::string reasons = absl::StrJoin(check.reasons(), ", ", [](std::string* out, int reason) {
    absl::StrAppend(out, v1::ReferReason_Name(static_cast<v1::ReferReason>(reason)));
  });
  clue.set_description(absl::StrCat("登记核验暂停 (", reasons, ")", note.empty() ? "" : ": ", note));
  return clue;
}

}  // namespace liandong::registration::rules
