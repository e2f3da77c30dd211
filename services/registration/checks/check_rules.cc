#include "services/registration/checks/check_rules.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/matching/keys.h"
#include "shared/rule/rule.h"

namespace liandong::registration::rules {

void AddReason(v1::ReferReason reason, Reasons& reasons) {
  if (std::count(reasons.begin(), reasons.end(), reason) == 0) reasons.push_back(reason);
}

void AddHits(const Screenings& screenings, Reasons& reasons) {
  for (const Screening& screening : screenings) {
    if (screening.hit) AddReason(screening.reason, reasons);
  }
}

void AddSuspicion(const google::protobuf::RepeatedField<int>& indicators, Reasons& reasons) {
  LD_RULE("3-3-4.what-a-registrar-suspects-is-held")
  if (!indicators.empty()) AddReason(v1::REFER_REASON_REGISTRAR_SUSPECTS, reasons);
}

bool IsHit(const Screenings& screenings, v1::ReferReason reason) {
  return std::any_of(screenings.begin(), screenings.end(),
                     [&](const Screening& screening) { return screening.reason == reason && screening.hit; });
}

bool IsIdentified(const common::v1::Person& person) {
  return !person.name().empty() && !person.document().number().empty() && matching::BirthDayOf(person).has_value();
}

bool MayGoOn(const v1::Check& check) {
  return check.state() == v1::CHECK_STATE_CLEAR || check.state() == v1::CHECK_STATE_RELEASED;
}

absl::Status Decide(v1::Check& check, const v1::DecideHeldCheckRequest& request, const Screenings& bars,
                    absl::Time now) {
  if (check.state() != v1::CHECK_STATE_HELD) return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE);
  const bool release = request.decision() == v1::HELD_CHECK_DECISION_RELEASE;
  for (const Screening& bar : bars) {
    const auto clause =
        bar.reason == v1::REFER_REASON_BUYING_FAMILY ? contract::v1::CLAUSE_4_9 : contract::v1::CLAUSE_4_5;
    LD_RULE("4-9.nor-by-a-release")
    if (release && bar.hit) return errors::Refuse(contract::v1::ERROR_REASON_CHECK_STILL_BARRED, clause);
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
  const std::string reasons = absl::StrJoin(check.reasons(), "；", [](std::string* out, int reason) {
    absl::StrAppend(out,
                    v1::ReferReason_descriptor()->FindValueByNumber(reason)->options().GetExtension(v1::reason_zh));
  });
  clue.set_description(absl::StrCat("登记核验暂停（", reasons, "）", note.empty() ? "" : "：", note));
  return clue;
}

}  // namespace liandong::registration::rules
