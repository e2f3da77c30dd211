#include "services/registration/screener.h"

#include "shared/base/status_macros.h"

namespace liandong::registration {
namespace {

constexpr char kScreenPerson[] = "/liandong.casefile.v1.CasefileService/ScreenPerson";

}  // namespace

absl::StatusOr<rules::Screenings> Screener::Marriage(const contract::Call& call,
                                                     const v1::CheckMarriageRequest& request, contract::ReadNow) const {
  rules::Screenings screenings;
  for (const common::v1::Person& party : request.parties()) {
    LD_RETURN_IF_ERROR(AskPerson(call, casefile::v1::SCREEN_QUESTION_MISSING_OR_VICTIM, v1::REFER_REASON_ON_RECORD,
                                 party, screenings));
  }
  return screenings;
}

absl::StatusOr<rules::Screenings> Screener::Adoption(const contract::Call& call,
                                                     const v1::CheckAdoptionRequest& request, contract::ReadNow) const {
  rules::Screenings screenings;
  LD_RETURN_IF_ERROR(AskPerson(call, casefile::v1::SCREEN_QUESTION_MISSING_OR_VICTIM, v1::REFER_REASON_ON_RECORD,
                               request.child(), screenings));
  for (const common::v1::Person& adopter : request.adopters()) {
    LD_RETURN_IF_ERROR(AskPerson(call, casefile::v1::SCREEN_QUESTION_BUYING_FAMILY, v1::REFER_REASON_BUYING_FAMILY,
                                 adopter, screenings));
  }
  if (!request.victim_file().empty()) LD_RETURN_IF_ERROR(AskGate(call, request.victim_file(), screenings));
  return screenings;
}

absl::StatusOr<rules::Screenings> Screener::Household(const contract::Call& call,
                                                      const v1::CheckHouseholdRegistrationRequest& request,
                                                      contract::ReadNow) const {
  rules::Screenings screenings;
  if (request.basis() == v1::HOUSEHOLD_BASIS_CHILD_OF_UNKNOWN_ORIGIN && !request.victim_file().empty()) {
    LD_RETURN_IF_ERROR(AskGate(call, request.victim_file(), screenings));
  }
  // A victim who is registered after three months is on record by right; a birth must not be of a child that is missed.
  if (request.basis() == v1::HOUSEHOLD_BASIS_BIRTH) {
    LD_RETURN_IF_ERROR(AskPerson(call, casefile::v1::SCREEN_QUESTION_MISSING_OR_VICTIM, v1::REFER_REASON_ON_RECORD,
                                 request.person(), screenings));
  }
  return screenings;
}

absl::StatusOr<rules::Screenings> Screener::Bars(const contract::Call& call, const v1::Check& check) const {
  rules::Screenings bars;
  if (check.kind() != v1::CHECK_KIND_ADOPTION) return bars;
  for (const common::v1::Person& party : check.parties()) {
    LD_RETURN_IF_ERROR(
        AskPerson(call, casefile::v1::SCREEN_QUESTION_BUYING_FAMILY, v1::REFER_REASON_BUYING_FAMILY, party, bars));
  }
  if (!check.victim_file().empty()) LD_RETURN_IF_ERROR(AskGate(call, check.victim_file(), bars));
  return bars;
}

absl::Status Screener::AskPerson(const contract::Call& call, casefile::v1::ScreenQuestion question,
                                 v1::ReferReason reason, const common::v1::Person& person,
                                 rules::Screenings& screenings) const {
  casefile::v1::ScreenPersonRequest request;
  request.set_question(question);
  *request.mutable_person() = person;
  const bool marriage = call.method->descriptor->name() == "CheckMarriage";
  return Ask(call, request, reason, marriage ? contract::v1::CLAUSE_3_3_4 : contract::v1::CLAUSE_3_6_2, screenings);
}

absl::Status Screener::AskGate(const contract::Call& call, const std::string& victim_file,
                               rules::Screenings& screenings) const {
  casefile::v1::ScreenPersonRequest request;
  request.set_question(casefile::v1::SCREEN_QUESTION_DNA_GATE_CLOSED);
  request.set_victim_file(victim_file);
  return Ask(call, request, v1::REFER_REASON_DNA_GATE_CLOSED, contract::v1::CLAUSE_4_5, screenings);
}

absl::Status Screener::Ask(const contract::Call& call, const casefile::v1::ScreenPersonRequest& request,
                           v1::ReferReason reason, base::Clause purpose, rules::Screenings& screenings) const {
  auto reply = peers_->Ask<casefile::v1::ScreenPersonResponse>(contract::v1::SERVICE_CASEFILE, kScreenPerson, request,
                                                               purpose, call.deadline);
  // A refusal by the case files is no answer either.
  if (!reply.ok()) return base::Refuse(contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE);
  screenings.push_back({reason, reply->hit(), reply->reference()});
  return absl::OkStatus();
}

}  // namespace liandong::registration
