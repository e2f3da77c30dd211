#include "services/registration/checks/screener.h"

#include <utility>

#include "liandong/placement/v1/placement_service.pb.h"
#include "shared/base/status_macros.h"

namespace liandong::registration {
namespace {

using casefile::v1::SCREEN_QUESTION_BUYING_FAMILY;
using casefile::v1::SCREEN_QUESTION_DNA_GATE_CLOSED;
using casefile::v1::SCREEN_QUESTION_MISSING_OR_VICTIM;

constexpr char kScreenPersons[] = "/liandong.casefile.v1.CasefileService/ScreenPersons";
constexpr char kScreenUnidentified[] = "/liandong.placement.v1.PlacementService/ScreenUnidentified";

}  // namespace

// The questions of a registration to the casefile service, with the meaning of a hit.
class Screener::Questions {
 public:
  void IsOnRecord(const common::v1::Person& person) {
    *Add(SCREEN_QUESTION_MISSING_OR_VICTIM, v1::REFER_REASON_ON_RECORD).mutable_person() = person;
  }

  void AreBuyers(const google::protobuf::RepeatedPtrField<common::v1::Person>& persons) {
    for (const common::v1::Person& person : persons) {
      *Add(SCREEN_QUESTION_BUYING_FAMILY, v1::REFER_REASON_BUYING_FAMILY).mutable_person() = person;
    }
  }

  // None if the registration names no victim file.
  void IsGateClosed(const std::string& victim_file) {
    if (victim_file.empty()) return;
    Add(SCREEN_QUESTION_DNA_GATE_CLOSED, v1::REFER_REASON_DNA_GATE_CLOSED).set_victim_file(victim_file);
  }

  const casefile::v1::ScreenPersonsRequest& request() const { return request_; }
  const std::vector<v1::ReferReason>& reasons() const { return reasons_; }

 private:
  casefile::v1::Screening& Add(casefile::v1::ScreenQuestion question, v1::ReferReason reason) {
    reasons_.push_back(reason);
    casefile::v1::Screening& screening = *request_.add_screenings();
    screening.set_question(question);
    return screening;
  }

  casefile::v1::ScreenPersonsRequest request_;
  std::vector<v1::ReferReason> reasons_;
};

absl::StatusOr<rules::Screenings> Screener::Marriage(const contract::Call& call,
                                                     const v1::CheckMarriageRequest& request) const {
  Questions questions;
  for (const common::v1::Person& party : request.parties()) questions.IsOnRecord(party);
  return Ask(call, questions);
}

absl::StatusOr<rules::Screenings> Screener::Adoption(const contract::Call& call, const v1::Adoption& adoption) const {
  Questions questions;
  questions.IsOnRecord(adoption.child());
  questions.AreBuyers(adoption.adopters());
  questions.IsGateClosed(adoption.victim_file());
  return Ask(call, questions);
}

absl::StatusOr<rules::Screenings> Screener::Household(const contract::Call& call,
                                                      const v1::CheckHouseholdRegistrationRequest& request) const {
  if (request.basis() == v1::HOUSEHOLD_BASIS_UNIDENTIFIED_VICTIM && !request.victim_file().empty()) {
    return AskUnidentified(call, request.victim_file());
  }
  Questions questions;
  if (request.basis() == v1::HOUSEHOLD_BASIS_CHILD_OF_UNKNOWN_ORIGIN) questions.IsGateClosed(request.victim_file());
  // A victim who is registered after three months is rightfully on record. A birth must not be that of a missing child.
  if (request.basis() == v1::HOUSEHOLD_BASIS_BIRTH) questions.IsOnRecord(request.person());
  return Ask(call, questions);
}

absl::StatusOr<rules::Screenings> Screener::Admission(const contract::Call& call,
                                                      const v1::CheckHospitalAdmissionRequest& request) const {
  Questions questions;
  questions.IsOnRecord(request.patient());
  return Ask(call, questions);
}

absl::StatusOr<rules::Screenings> Screener::Birth(const contract::Call& call,
                                                  const v1::CheckBirthCertificateRequest& request) const {
  Questions questions;
  questions.IsOnRecord(request.mother());
  questions.IsOnRecord(request.newborn());
  return Ask(call, questions);
}

absl::StatusOr<rules::Screenings> Screener::Fostered(const contract::Call& call,
                                                     const v1::CheckFosteredMinorRequest& request) const {
  Questions questions;
  questions.IsOnRecord(request.minor());
  questions.AreBuyers(request.fosterers());
  return Ask(call, questions);
}

absl::StatusOr<rules::Screenings> Screener::Bars(const contract::Call& call, const v1::Check& check) const {
  Questions questions;
  if (check.kind() == v1::CHECK_KIND_ADOPTION) {
    questions.AreBuyers(check.parties());
    questions.IsGateClosed(check.victim_file());
  }
  return Ask(call, questions);
}

absl::StatusOr<rules::Screenings> Screener::Bars(const contract::Call& call, const v1::Adoption& adoption) const {
  Questions questions;
  questions.AreBuyers(adoption.adopters());
  questions.IsGateClosed(adoption.victim_file());
  return Ask(call, questions);
}

absl::StatusOr<rules::Screenings> Screener::AskUnidentified(const contract::Call& call,
                                                            const std::string& victim_file) const {
  placement::v1::ScreenUnidentifiedRequest request;
  request.set_victim_file(victim_file);
  const auto reply = peers_->Ask<placement::v1::ScreenUnidentifiedResponse>(
      contract::v1::SERVICE_PLACEMENT, kScreenUnidentified, request, contract::v1::CLAUSE_5_3_3, call.deadline);
  if (!reply.ok()) return errors::Refuse(contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE);
  Questions questions;
  // For a child, the DNA requirement of 四(五) applies too.
  if (reply->minor()) questions.IsGateClosed(victim_file);
  LD_ASSIGN_OR_RETURN(rules::Screenings screenings, Ask(call, questions));
  screenings.push_back({v1::REFER_REASON_NOT_REPORTED, !reply->coordinated(), ""});
  return screenings;
}

absl::StatusOr<rules::Screenings> Screener::Ask(const contract::Call& call, const Questions& questions) const {
  rules::Screenings screenings;
  if (questions.reasons().empty()) return screenings;
  // For the purpose that the caller cited.
  const auto reply = peers_->Ask<casefile::v1::ScreenPersonsResponse>(contract::v1::SERVICE_CASEFILE, kScreenPersons,
                                                                      questions.request(), call.purpose, call.deadline);
  // A refusal by the casefile service is no answer either.
  if (!reply.ok() || static_cast<size_t>(reply->answers_size()) != questions.reasons().size()) {
    return errors::Refuse(contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE);
  }
  for (int i = 0; i < reply->answers_size(); ++i) {
    const casefile::v1::ScreeningAnswer& answer = reply->answers(i);
    screenings.push_back({questions.reasons()[static_cast<size_t>(i)], answer.hit(), answer.reference()});
  }
  return screenings;
}

}  // namespace liandong::registration
