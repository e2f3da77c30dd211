#include "services/registration/adoptions/adoptions.h"

#include <utility>

#include "services/registration/adoptions/adoption_rules.h"
#include "services/registration/checks/conclusion.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::registration {
namespace {

// The adoption within the caller's district, whichever agency created it.
absl::StatusOr<v1::Adoption> LoadAdoption(const Process& process, store::ReadTx& tx, const Call& call,
                                          const std::string& name) {
  LD_ASSIGN_OR_RETURN(auto record, process.store.adoptions.Load(tx, {.division = call.caller->division}, name));
  return std::move(record.message);
}

// The check, with what the request contains.
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

absl::StatusOr<v1::Adoption> ApplyForAdoption(const Process& process, const Call& call,
                                              const v1::ApplyForAdoptionRequest& request, WriteTx& tx) {
  v1::Adoption adoption;
  adoption.set_state(v1::ADOPTION_STATE_APPLIED);
  *adoption.mutable_child() = request.child();
  *adoption.mutable_adopters() = request.adopters();
  adoption.set_victim_file(request.victim_file());
  *adoption.mutable_create_time() = base::ToProto(call.now);
  LD_ASSIGN_OR_RETURN(v1::Adoption made, contract::Create(process.store.adoptions, tx, call, std::move(adoption),
                                                          {.state = v1::ADOPTION_STATE_APPLIED}));
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_REVIEW_ADOPTION, call.caller->division, made.name()}, call.now));
  return made;
}

absl::StatusOr<v1::Adoption> ReviewAdoption(const Process& process, const Call& call,
                                            const v1::ReviewAdoptionRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_REVIEW_ADOPTION, request.name(), call.now));
  return contract::Change<v1::Adoption>(
      process.store.adoptions, tx, call, request.name(),
      [&](v1::Adoption& adoption) { return rules::Review(adoption, request); }, request.etag());
}

absl::StatusOr<v1::Adoption> AssessAdoption(const Process& process, const Call& call,
                                            const v1::AssessAdoptionRequest& request, WriteTx& tx) {
  return contract::Change<v1::Adoption>(
      process.store.adoptions, tx, call, request.name(),
      [&](v1::Adoption& adoption) { return rules::Assess(adoption, request); }, request.etag());
}

absl::StatusOr<CheckFacts> GatherAdoption(const Process& process, const Call& call,
                                          const v1::CheckAdoptionRequest& request, const Reader& reader) {
  LD_ASSIGN_OR_RETURN(const v1::Adoption adoption, reader.Read([&](store::ReadTx& tx) {
    return LoadAdoption(process, tx, call, request.adoption());
  }));
  LD_ASSIGN_OR_RETURN(rules::Screenings screenings, process.screener.Adoption(call, adoption));
  return GatherPast(process, std::move(screenings), CheckOf(request, adoption), reader);
}

absl::StatusOr<v1::Check> CheckAdoption(const Process& process, const Call& call,
                                        const v1::CheckAdoptionRequest& request, const CheckFacts& facts, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const v1::Adoption adoption, LoadAdoption(process, tx, call, request.adoption()));
  LD_RETURN_IF_ERROR(rules::CheckAdoptionSteps(adoption));
  const auto reasons = rules::AdoptionReasons(adoption, request, facts.screenings);
  return Conclude(process, call, CheckOf(request, adoption), reasons, facts, request.note(), tx);
}

absl::StatusOr<rules::Screenings> GatherBars(const Process& process, const Call& call,
                                             const v1::DecideAdoptionRequest& request, const Reader& reader) {
  LD_ASSIGN_OR_RETURN(const v1::Adoption adoption,
                      reader.Read([&](store::ReadTx& tx) { return LoadAdoption(process, tx, call, request.name()); }));
  if (!request.register_()) return rules::Screenings();
  return process.screener.Bars(call, adoption);
}

absl::StatusOr<v1::Adoption> DecideAdoption(const Process& process, const Call& call,
                                            const v1::DecideAdoptionRequest& request, const rules::Screenings& bars,
                                            WriteTx& tx) {
  v1::Check check;
  if (!request.check().empty()) {
    LD_ASSIGN_OR_RETURN(auto record, process.store.checks.Load(tx, call.reach, request.check()));
    check = std::move(record.message);
  }
  return contract::Change<v1::Adoption>(
      process.store.adoptions, tx, call, request.name(),
      [&](v1::Adoption& adoption) { return rules::DecideAdoption(adoption, request, check, bars, call.now); },
      request.etag());
}

absl::StatusOr<v1::Adoption> GetAdoption(const Process& process, const Call& call,
                                         const v1::GetAdoptionRequest& request, ReadTx& tx) {
  return contract::Get(process.store.adoptions, tx, call, request.name());
}

absl::StatusOr<v1::ListAdoptionsResponse> ListAdoptions(const Process& process, const Call& call,
                                                        const v1::ListAdoptionsRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  return contract::List(process.store.adoptions, tx, filter, call, request,
                        &v1::ListAdoptionsResponse::mutable_adoptions);
}

}  // namespace

void AddAdoptionHandlers(Handlers& handlers) {
  handlers.Write(&ApplyForAdoption);
  handlers.Write(&ReviewAdoption);
  handlers.Write(&AssessAdoption);
  handlers.GatheredWrite(&GatherAdoption, &CheckAdoption);
  handlers.GatheredWrite(&GatherBars, &DecideAdoption);
  handlers.Read(&GetAdoption);
  handlers.Read(&ListAdoptions);
}

}  // namespace liandong::registration
