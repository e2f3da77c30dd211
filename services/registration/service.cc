#include "services/registration/service.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "shared/base/ids.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::registration {
namespace {

// The checks as far as the requests tell them.
v1::Check CheckOf(const v1::CheckMarriageRequest& request) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_MARRIAGE);
  *check.mutable_parties() = request.parties();
  *check.mutable_intermediaries() = request.intermediaries();
  check.set_foreign_related(std::any_of(request.parties().begin(), request.parties().end(), rules::IsForeign));
  return check;
}

v1::Check CheckOf(const v1::CheckAdoptionRequest& request, const v1::Adoption& adoption) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_ADOPTION);
  check.set_adoption(request.adoption());
  *check.add_parties() = adoption.child();
  check.mutable_parties()->MergeFrom(adoption.adopters());
  *check.mutable_intermediaries() = request.intermediaries();
  check.set_victim_file(adoption.victim_file());
  return check;
}

v1::Check CheckOf(const v1::CheckHouseholdRegistrationRequest& request) {
  v1::Check check;
  check.set_kind(v1::CHECK_KIND_HOUSEHOLD);
  *check.add_parties() = request.person();
  check.set_victim_file(request.victim_file());
  return check;
}

}  // namespace

RegistrationService::RegistrationService(const runtime::Parts& parts)
    : desk_(parts),
      store_(desk_.store()),
      adoptions_("adoption", "adoptions", parts.sealer),
      screener_(parts.peers),
      obligations_(parts.obligations),
      tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> RegistrationService::Handlers() {
  using contract::Bind;
  using Self = RegistrationService;
  return {
      {"CheckMarriage", Bind(this, &Self::GatherMarriage, &Self::CheckMarriage)},
      {"CheckAdoption", Bind(this, &Self::GatherAdoption, &Self::CheckAdoption)},
      {"CheckHouseholdRegistration", Bind(this, &Self::GatherHousehold, &Self::CheckHouseholdRegistration)},
      {"GetCheck", Bind(this, &Self::GetCheck)},
      {"ListChecks", Bind(this, &Self::ListChecks)},
      {"RecordEntryExit", Bind(this, &Self::RecordEntryExit)},
      {"DecideHeldCheck", Bind(this, &Self::GatherBars, &Self::DecideHeldCheck)},
  };
}

absl::StatusOr<CheckFacts> RegistrationService::GatherMarriage(const Call& call,
                                                               const v1::CheckMarriageRequest& request,
                                                               const contract::Reader& reader) {
  LD_ASSIGN_OR_RETURN(Screenings screenings, screener_.Marriage(call, request));
  return desk_.GatherPast(std::move(screenings), CheckOf(request), reader);
}

absl::StatusOr<v1::Check> RegistrationService::CheckMarriage(const Call& call, const v1::CheckMarriageRequest& request,
                                                             const CheckFacts& facts, contract::WriteTx& tx) {
  bool unentered = false;
  for (const common::v1::Person& party : request.parties()) {
    if (!rules::IsForeign(party)) continue;
    LD_ASSIGN_OR_RETURN(const bool entered, store_.IsInCountry(tx, party));
    unentered = unentered || !entered;
  }
  const auto reasons = rules::MarriageReasons(request, facts.screenings, unentered, call.now);
  return desk_.Conclude(call, CheckOf(request), reasons, facts, request.note(), tx);
}

absl::StatusOr<CheckFacts> RegistrationService::GatherAdoption(const Call& call,
                                                               const v1::CheckAdoptionRequest& request,
                                                               const contract::Reader& reader) {
  LD_ASSIGN_OR_RETURN(const v1::Adoption adoption, reader.Read([&](store::ReadTx& tx) {
    return LoadAdoption(adoptions_, tx, call, request.adoption());
  }));
  LD_ASSIGN_OR_RETURN(Screenings screenings, screener_.Adoption(call, adoption));
  return desk_.GatherPast(std::move(screenings), CheckOf(request, adoption), reader);
}

absl::StatusOr<v1::Check> RegistrationService::CheckAdoption(const Call& call, const v1::CheckAdoptionRequest& request,
                                                             const CheckFacts& facts, contract::WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const v1::Adoption adoption, LoadAdoption(adoptions_, tx, call, request.adoption()));
  LD_RETURN_IF_ERROR(rules::CheckAdoptionSteps(adoption));
  const auto reasons = rules::AdoptionReasons(adoption, request, facts.screenings);
  return desk_.Conclude(call, CheckOf(request, adoption), reasons, facts, request.note(), tx);
}

absl::StatusOr<CheckFacts> RegistrationService::GatherHousehold(const Call& call,
                                                                const v1::CheckHouseholdRegistrationRequest& request,
                                                                const contract::Reader& reader) {
  LD_ASSIGN_OR_RETURN(Screenings screenings, screener_.Household(call, request));
  return desk_.GatherPast(std::move(screenings), CheckOf(request), reader);
}

absl::StatusOr<v1::Check> RegistrationService::CheckHouseholdRegistration(
    const Call& call, const v1::CheckHouseholdRegistrationRequest& request, const CheckFacts& facts,
    contract::WriteTx& tx) {
  LD_RETURN_IF_ERROR(rules::CheckHouseholdBasis(request, facts.screenings));
  return desk_.Conclude(call, CheckOf(request), rules::HouseholdReasons(request, facts.screenings), facts,
                        request.note(), tx);
}

absl::StatusOr<v1::Check> RegistrationService::GetCheck(const Call& call, const v1::GetCheckRequest& request,
                                                        store::ReadTx& tx) {
  return contract::Get(store_.checks, tx, call, request.name());
}

absl::StatusOr<v1::ListChecksResponse> RegistrationService::ListChecks(const Call& call,
                                                                       const v1::ListChecksRequest& request,
                                                                       store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::Unless0(request.kind());
  filter.state = contract::Unless0(request.state());
  return contract::List(store_.checks, tx, filter, call, request, *tokens_, &v1::ListChecksResponse::mutable_checks);
}

absl::StatusOr<v1::EntryExit> RegistrationService::RecordEntryExit(const Call& call,
                                                                   const v1::RecordEntryExitRequest& request,
                                                                   store::Tx& tx) {
  if (request.person().document().number().empty()) {
    return base::RefuseFields({{"person.document", "is required, because border crossings are found by document",
                                "为必填项：出入境记录按证件查询"}});
  }
  v1::EntryExit crossing;
  *crossing.mutable_person() = request.person();
  crossing.set_direction(request.direction());
  *crossing.mutable_cross_time() = request.cross_time();
  crossing.set_port(request.port());
  auto record = contract::NewRecord(call, std::move(crossing), {.kind = request.direction()});
  LD_RETURN_IF_ERROR(store_.entry_exits.Insert(tx, record));
  LD_RETURN_IF_ERROR(store_.IndexCrossing(tx, record.message));
  return std::move(record.message);
}

absl::StatusOr<rules::Screenings> RegistrationService::GatherBars(const Call& call,
                                                                  const v1::DecideHeldCheckRequest& request,
                                                                  const contract::Reader& reader) {
  LD_ASSIGN_OR_RETURN(const auto record, reader.Read([&](store::ReadTx& tx) {
    return store_.checks.Load(tx, call.reach, request.name());
  }));
  return screener_.Bars(call, record.message);
}

absl::StatusOr<v1::Check> RegistrationService::DecideHeldCheck(const Call& call,
                                                               const v1::DecideHeldCheckRequest& request,
                                                               const Screenings& bars, store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(auto record, store_.checks.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::Decide(record.message, request, bars, call.now));
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_DECIDE_HELD_CHECK, request.name(), call.now));
  record.columns.state = record.message.state();
  LD_RETURN_IF_ERROR(store_.checks.Update(tx, record));
  return std::move(record.message);
}

}  // namespace liandong::registration
