#include "services/registration/marriages/marriages.h"

#include <algorithm>
#include <utility>

#include "services/registration/checks/conclusion.h"
#include "services/registration/marriages/marriage_rules.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::registration {
namespace {

// The check, with what the request contains.
v1::Check CheckOf(const v1::CheckMarriageRequest& request) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_MARRIAGE);
  *check.mutable_parties() = request.parties();
  *check.mutable_intermediaries() = request.intermediaries();
  check.set_foreign_related(std::any_of(request.parties().begin(), request.parties().end(), rules::IsForeign));
  return check;
}

absl::StatusOr<CheckFacts> GatherMarriage(const Process& process, const Call& call,
                                          const v1::CheckMarriageRequest& request, const Reader& reader) {
  LD_ASSIGN_OR_RETURN(rules::Screenings screenings, process.screener.Marriage(call, request));
  return GatherPast(process, std::move(screenings), CheckOf(request), reader);
}

absl::StatusOr<v1::Check> CheckMarriage(const Process& process, const Call& call,
                                        const v1::CheckMarriageRequest& request, const CheckFacts& facts, WriteTx& tx) {
  bool unentered = false;
  for (const common::v1::Person& party : request.parties()) {
    if (!rules::IsForeign(party)) continue;
    LD_ASSIGN_OR_RETURN(const bool entered, process.store.IsInCountry(tx, party));
    unentered = unentered || !entered;
  }
  const auto reasons = rules::MarriageReasons(request, facts.screenings, unentered, call.now);
  return Conclude(process, call, CheckOf(request), reasons, facts, request.note(), tx);
}

absl::StatusOr<v1::Marriage> RecordMarriage(const Process& process, const Call& call,
                                            const v1::RecordMarriageRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto check, process.store.checks.Load(tx, call.reach, request.check()));
  LD_RETURN_IF_ERROR(rules::CheckMarriageMayBeRecorded(check.message));
  LD_ASSIGN_OR_RETURN(const int64_t recorded, process.store.marriages.Count(tx, {.parent = check.columns.id}));
  if (recorded > 0) return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_3_3_4);
  v1::Marriage marriage;
  marriage.set_check(request.check());
  marriage.set_certificate_number(request.certificate_number());
  *marriage.mutable_parties() = check.message.parties();
  marriage.set_foreign_related(check.message.foreign_related());
  *marriage.mutable_register_time() = request.register_time();
  return contract::Create(process.store.marriages, tx, call, std::move(marriage), {.parent = check.columns.id});
}

absl::StatusOr<v1::ListMarriagesResponse> ListMarriages(const Process& process, const Call& call,
                                                        const v1::ListMarriagesRequest& request, ReadTx& tx) {
  return contract::List(process.store.marriages, tx, {.reach = call.reach}, call, request,
                        &v1::ListMarriagesResponse::mutable_marriages);
}

}  // namespace

void AddMarriageHandlers(Handlers& handlers) {
  handlers.GatheredWrite(&GatherMarriage, &CheckMarriage);
  handlers.Write(&RecordMarriage);
  handlers.Read(&ListMarriages);
}

}  // namespace liandong::registration
