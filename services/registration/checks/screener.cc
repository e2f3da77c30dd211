#include "services/registration/checks/screener.h"

#include <utility>

#include "liandong/placement/v1/placement_service.pb.h"
#include "shared/base/status_macros.h"

namespace liandong::registration {
namespace {

constexpr char kScreenPerson[] = "/liandong.casefile.v1.CasefileService/ScreenPerson";
constexpr char kScreenUnidentified[] = "/liandong.placement.v1.PlacementService/ScreenUnidentified";

}  // namespace

absl::StatusOr<rules::Screenings> Screener::Marriage(const contract::Call& call,
                                                     const v1::CheckMarriageRequest& request) const {
  rules::Screenings screenings;
  for (const common::v1::Person& party : request.parties()) {
    LD_RETURN_IF_ERROR(AskPerson(call, casefile::v1::SCREEN_QUESTION_MISSING_OR_VICTIM, v1::REFER_REASON_ON_RECORD,
                                 party, screenings));
  }
  return screenings;
}

absl::StatusOr<rules::Screenings> Screener::Adoption(const contract::Call& call, const v1::Adoption& adoption) const {
  rules::Screenings screenings;
  LD_RETURN_IF_ERROR(AskPerson(call, casefile::v1::SCREEN_QUESTION_MISSING_OR_VICTIM, v1::REFER_REASON_ON_RECORD,
                               adoption.child(), screenings));
  LD_RETURN_IF_ERROR(AskBuyers(call, adoption.adopters(), screenings));
  if (!adoption.victim_file().empty()) LD_RETURN_IF_ERROR(AskGate(call, adoption.victim_file(), screenings));
  return screenings;
}

absl::StatusOr<rules::Screenings> Screener::Household(const contract::Call& call,
                                                      const v1::CheckHouseholdRegistrationRequest& request) const {
  rules::Screenings screenings;
  if (request.basis() == v1::HOUSEHOLD_BASIS_CHILD_OF_UNKNOWN_ORIGIN && !request.victim_file().empty()) {
    LD_RETURN_IF_ERROR(AskGate(call, request.victim_file(), screenings));
  }
  if (request.basis() == v1::HOUSEHOLD_BASIS_UNIDENTIFIED_VICTIM && !request.victim_file().empty()) {
    LD_RETURN_IF_ERROR(AskUnidentified(call, request.victim_file(), screenings));
  }
  // A victim who is registered after three months is rightfully on record. A birth must not be that of a missing child.
  if (request.basis() == v1::HOUSEHOLD_BASIS_BIRTH) {
    LD_RETURN_IF_ERROR(AskPerson(call, casefile::v1::SCREEN_QUESTION_MISSING_OR_VICTIM, v1::REFER_REASON_ON_RECORD,
                                 request.person(), screenings));
  }
  return screenings;
}

absl::StatusOr<rules::Screenings> Screener::Admission(const contract::Call& call,
                                                      const v1::CheckHospitalAdmissionRequest& request) const {
  rules::Screenings screenings;
  LD_RETURN_IF_ERROR(AskPerson(call, casefile::v1::SCREEN_QUESTION_MISSING_OR_VICTIM, v1::REFER_REASON_ON_RECORD,
                               request.patient(), screenings));
  return screenings;
}

absl::StatusOr<rules::Screenings> Screener::Birth(const contract::Call& call,
                                                  const v1::CheckBirthCertificateRequest& request) const {
  rules::Screenings screenings;
  for (const common::v1::Person* person : {&request.mother(), &request.newborn()}) {
    LD_RETURN_IF_ERROR(AskPerson(call, casefile::v1::SCREEN_QUESTION_MISSING_OR_VICTIM, v1::REFER_REASON_ON_RECORD,
                                 *person, screenings));
  }
  return screenings;
}

absl::StatusOr<rules::Screenings> Screener::Fostered(const contract::Call& call,
                                                     const v1::CheckFosteredMinorRequest& request) const {
  rules::Screenings screenings;
  LD_RETURN_IF_ERROR(AskPerson(call, casefile::v1::SCREEN_QUESTION_MISSING_OR_VICTIM, v1::REFER_REASON_ON_RECORD,
                               request.minor(), screenings));
  LD_RETURN_IF_ERROR(AskBuyers(call, request.fosterers(), screenings));
  return screenings;
}

absl::StatusOr<rules::Screenings> Screener::Bars(const contract::Call& call, const v1::Check& check) const {
  rules::Screenings bars;
  if (check.kind() != v1::CHECK_KIND_ADOPTION) return bars;
  LD_RETURN_IF_ERROR(AskBuyers(call, check.parties(), bars));
  if (!check.victim_file().empty()) LD_RETURN_IF_ERROR(AskGate(call, check.victim_file(), bars));
  return bars;
}

absl::StatusOr<rules::Screenings> Screener::Bars(const contract::Call& call, const v1::Adoption& adoption) const {
  rules::Screenings bars;
  LD_RETURN_IF_ERROR(AskBuyers(call, adoption.adopters(), bars));
  if (!adoption.victim_file().empty()) LD_RETURN_IF_ERROR(AskGate(call, adoption.victim_file(), bars));
  return bars;
}

absl::Status Screener::AskBuyers(const contract::Call& call,
                                 const google::protobuf::RepeatedPtrField<common::v1::Person>& persons,
                                 rules::Screenings& screenings) const {
  for (const common::v1::Person& person : persons) {
    LD_RETURN_IF_ERROR(AskPerson(call, casefile::v1::SCREEN_QUESTION_BUYING_FAMILY, v1::REFER_REASON_BUYING_FAMILY,
                                 person, screenings));
  }
  return absl::OkStatus();
}

absl::Status Screener::AskPerson(const contract::Call& call, casefile::v1::ScreenQuestion question,
                                 v1::ReferReason reason, const common::v1::Person& person,
                                 rules::Screenings& screenings) const {
  casefile::v1::ScreenPersonRequest request;
  request.set_question(question);
  *request.mutable_person() = person;
  return Ask(call, request, reason, screenings);
}

absl::Status Screener::AskGate(const contract::Call& call, const std::string& victim_file,
                               rules::Screenings& screenings) const {
  casefile::v1::ScreenPersonRequest request;
  request.set_question(casefile::v1::SCREEN_QUESTION_DNA_GATE_CLOSED);
  request.set_victim_file(victim_file);
  return Ask(call, request, v1::REFER_REASON_DNA_GATE_CLOSED, screenings);
}

absl::Status Screener::AskUnidentified(const contract::Call& call, const std::string& victim_file,
                                       rules::Screenings& screenings) const {
  placement::v1::ScreenUnidentifiedRequest request;
  request.set_victim_file(victim_file);
  const auto reply = peers_->Ask<placement::v1::ScreenUnidentifiedResponse>(
      contract::v1::SERVICE_PLACEMENT, kScreenUnidentified, request, contract::v1::CLAUSE_5_3_3, call.deadline);
  if (!reply.ok()) return errors::Refuse(contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE);
  screenings.push_back({v1::REFER_REASON_NOT_REPORTED, !reply->coordinated(), ""});
  // For a child, the DNA requirement of 四(五) applies too.
  return reply->minor() ? AskGate(call, victim_file, screenings) : absl::OkStatus();
}

absl::Status Screener::Ask(const contract::Call& call, const casefile::v1::ScreenPersonRequest& request,
                           v1::ReferReason reason, rules::Screenings& screenings) const {
  // For the purpose that the caller cited.
  auto reply = peers_->Ask<casefile::v1::ScreenPersonResponse>(contract::v1::SERVICE_CASEFILE, kScreenPerson, request,
                                                               call.purpose, call.deadline);
  // A refusal by the casefile service is no answer either.
  if (!reply.ok()) return errors::Refuse(contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE);
  screenings.push_back({reason, reply->hit(), reply->reference()});
  return absl::OkStatus();
}

}  // namespace liandong::registration
