#include "services/casefile/area_rules.h"

#include "shared/base/proto_time.h"
#include "shared/contract/writers.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::casefile::rules {
namespace {

using namespace contract::v1;  // NOLINT(google-build-using-namespace): clauses, reasons and agencies, many of them

constexpr size_t kProvinceDigits = 2;

absl::Status WrongState(law::Clause clause) { return errors::Refuse(ERROR_REASON_WRONG_STATE, clause); }

}  // namespace

absl::Status CheckDisposition(const v1::RecordDispositionRequest& request, law::Agency agency) {
  const auto* kind = v1::DispositionKind_descriptor()->FindValueByNumber(request.kind());
  LD_RULE("4-8-1.each-agency-records-its-own-decisions")
  if (auto allowed = contract::MayChoose(*kind, agency); !allowed.ok()) return allowed;
  const bool coerced = request.accused_role() == v1::ACCUSED_ROLE_COERCED_VICTIM;
  LD_RULE("4-8-5.a-coerced-victim-is-treated-with-leniency")
  if (coerced && !request.lenient()) return errors::Refuse(ERROR_REASON_LENIENCY_REQUIRED, CLAUSE_4_8_5);
  return absl::OkStatus();
}

absl::Status RecordVisit(v1::LeftBehindPerson& person, const v1::RecordLeftBehindVisitRequest& request,
                         law::Agency agency) {
  if (person.state() != v1::LEFT_BEHIND_STATE_OPEN) return WrongState(CLAUSE_3_6_3);
  v1::LeftBehindVisit& visit = *person.add_visits();
  *visit.mutable_visit_time() = request.visit_time();
  visit.set_agency(agency);
  visit.set_note(request.note());
  return absl::OkStatus();
}

absl::Status Close(v1::LeftBehindPerson& person) {
  if (person.state() != v1::LEFT_BEHIND_STATE_OPEN) return WrongState(CLAUSE_3_6_3);
  LD_RULE("3-6-3.who-is-closed-is-visited-no-more")
  person.set_state(v1::LEFT_BEHIND_STATE_CLOSED);
  return absl::OkStatus();
}

absl::Status Propose(v1::KinSearch& search, const v1::ProposeKinRequest& request) {
  if (search.state() != v1::KIN_SEARCH_STATE_SEARCHING) return WrongState(CLAUSE_5_3_2);
  *search.mutable_candidate() = request.candidate();
  search.set_relation(request.relation());
  search.set_state(v1::KIN_SEARCH_STATE_PROPOSED);
  return absl::OkStatus();
}

absl::Status Confirm(v1::KinSearch& search, const v1::ConfirmKinRequest& request, absl::Time now) {
  if (search.state() != v1::KIN_SEARCH_STATE_PROPOSED) return WrongState(CLAUSE_5_3_2);
  search.set_evidence(request.evidence());
  if (!request.confirmed()) {
    search.clear_candidate();
    search.clear_relation();
    LD_RULE("5-3-2.the-search-goes-on")
    search.set_state(v1::KIN_SEARCH_STATE_SEARCHING);
    return absl::OkStatus();
  }
  search.set_state(v1::KIN_SEARCH_STATE_CONFIRMED);
  *search.mutable_confirm_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status Disclose(v1::KinSearch& search, absl::Time now) {
  if (search.state() == v1::KIN_SEARCH_STATE_DISCLOSED) return WrongState(CLAUSE_5_3_2);
  LD_RULE("5-3-2.a-family-is-told-what-the-police-confirmed")
  if (search.state() != v1::KIN_SEARCH_STATE_CONFIRMED) {
    return errors::Refuse(ERROR_REASON_KIN_NOT_CONFIRMED, CLAUSE_5_3_2);
  }
  search.set_state(v1::KIN_SEARCH_STATE_DISCLOSED);
  *search.mutable_disclose_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status Urge(v1::KinSearch& search, const std::string& note, law::Agency agency, absl::Time now) {
  if (search.state() != v1::KIN_SEARCH_STATE_DISCLOSED) {
    return errors::Refuse(ERROR_REASON_KIN_NOT_CONFIRMED, CLAUSE_5_3_2);
  }
  v1::KinUrging& urging = *search.add_urgings();
  *urging.mutable_urge_time() = base::ToProto(now);
  urging.set_agency(agency);
  urging.set_note(note);
  return absl::OkStatus();
}

std::optional<v1::TransitKind> TransitKindOf(const v1::VictimFile& file) {
  const std::string& nationality = file.person().nationality();
  if (!nationality.empty() && nationality != "CHN") return v1::TRANSIT_KIND_FOREIGNER;
  const std::string& home = file.person().division();
  const bool elsewhere = !home.empty() && home.substr(0, kProvinceDigits) != file.division().substr(0, kProvinceDigits);
  return elsewhere ? std::optional(v1::TRANSIT_KIND_OTHER_PROVINCE) : std::nullopt;
}

absl::Status Acknowledge(v1::Transit& transit, absl::Time now) {
  if (transit.has_acknowledge_time()) return WrongState(CLAUSE_7_2);
  *transit.mutable_acknowledge_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status RecordCare(v1::Transit& transit, const std::string& note) {
  if (transit.state() == v1::TRANSIT_STATE_RETURNED) return WrongState(CLAUSE_7_2);
  transit.set_state(v1::TRANSIT_STATE_IN_CARE);
  transit.set_care_note(note);
  return absl::OkStatus();
}

absl::Status ReturnSafely(v1::Transit& transit, const std::string& receiver, absl::Time now) {
  if (transit.kind() == v1::TRANSIT_KIND_FOREIGNER && !transit.has_acknowledge_time()) {
    return errors::Refuse(ERROR_REASON_FOREIGN_AFFAIRS_NOT_TOLD, CLAUSE_7_2);
  }
  // 中转康复 comes before 安全送返.
  LD_RULE("7-2.care-before-the-return")
  if (transit.state() != v1::TRANSIT_STATE_IN_CARE) return errors::Refuse(ERROR_REASON_STEP_SKIPPED, CLAUSE_7_2);
  transit.set_state(v1::TRANSIT_STATE_RETURNED);
  transit.set_receiver(receiver);
  *transit.mutable_return_time() = base::ToProto(now);
  return absl::OkStatus();
}

}  // namespace liandong::casefile::rules
