#include "services/registration/adoption_service.h"

#include <utility>

#include "services/registration/rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::registration {

AdoptionService::AdoptionService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys),
      adoptions_("adoption", "adoptions", parts.sealer),
      dishonesty_("dishonesty_record", "dishonestyRecords", parts.sealer),
      screener_(parts.peers),
      obligations_(parts.obligations),
      tokens_(parts.tokens) {}

std::vector<store::Migration> AdoptionService::Migrations() {
  return records::SealedTable::Schemas({"adoption", "dishonesty_record"});
}

std::map<std::string, contract::Handler> AdoptionService::Handlers() {
  using contract::Bind;
  using Self = AdoptionService;
  return {
      {"ApplyForAdoption", Bind(this, &Self::ApplyForAdoption)},
      {"ReviewAdoption", Bind(this, &Self::ReviewAdoption)},
      {"AssessAdoption", Bind(this, &Self::AssessAdoption)},
      {"DecideAdoption", Bind(this, &Self::GatherBars, &Self::DecideAdoption)},
      {"GetAdoption", Bind(this, &Self::GetAdoption)},
      {"ListAdoptions", Bind(this, &Self::ListAdoptions)},
      {"RecordDishonesty", Bind(this, &Self::RecordDishonesty)},
      {"ListDishonestyRecords", Bind(this, &Self::ListDishonestyRecords)},
  };
}

absl::StatusOr<v1::Adoption> AdoptionService::ApplyForAdoption(const Call& call,
                                                               const v1::ApplyForAdoptionRequest& request,
                                                               store::Tx& tx) {
  v1::Adoption adoption;
  adoption.set_state(v1::ADOPTION_STATE_APPLIED);
  *adoption.mutable_child() = request.child();
  *adoption.mutable_adopters() = request.adopters();
  adoption.set_victim_file(request.victim_file());
  *adoption.mutable_create_time() = base::ToProto(call.now);
  LD_ASSIGN_OR_RETURN(v1::Adoption made, contract::Create(adoptions_, tx, call, std::move(adoption),
                                                          {.state = v1::ADOPTION_STATE_APPLIED}));
  LD_RETURN_IF_ERROR(obligations_->Open(
      tx, {obligation::v1::OBLIGATION_KIND_REVIEW_ADOPTION, call.caller->division, made.name()}, call.now));
  return made;
}

absl::StatusOr<v1::Adoption> AdoptionService::ReviewAdoption(const Call& call, const v1::ReviewAdoptionRequest& request,
                                                             store::Tx& tx) {
  LD_RETURN_IF_ERROR(obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_REVIEW_ADOPTION, request.name(), call.now));
  return contract::Change<v1::Adoption>(
      adoptions_, tx, call, request.name(), [&](v1::Adoption& adoption) { return rules::Review(adoption, request); },
      request.etag());
}

absl::StatusOr<v1::Adoption> AdoptionService::AssessAdoption(const Call& call, const v1::AssessAdoptionRequest& request,
                                                             store::Tx& tx) {
  return contract::Change<v1::Adoption>(
      adoptions_, tx, call, request.name(), [&](v1::Adoption& adoption) { return rules::Assess(adoption, request); },
      request.etag());
}

absl::StatusOr<rules::Screenings> AdoptionService::GatherBars(const Call& call,
                                                              const v1::DecideAdoptionRequest& request,
                                                              const contract::Reader& reader) {
  LD_ASSIGN_OR_RETURN(const v1::Adoption adoption, reader.Read([&](store::ReadTx& tx) {
    return LoadAdoption(adoptions_, tx, call, request.name());
  }));
  if (!request.register_()) return rules::Screenings();
  return screener_.Bars(call, adoption);
}

absl::StatusOr<v1::Adoption> AdoptionService::DecideAdoption(const Call& call, const v1::DecideAdoptionRequest& request,
                                                             const rules::Screenings& facts, store::Tx& tx) {
  v1::Check check;
  if (!request.check().empty()) {
    LD_ASSIGN_OR_RETURN(auto record, store_.checks.Load(tx, call.reach, request.check()));
    check = std::move(record.message);
  }
  return contract::Change<v1::Adoption>(
      adoptions_, tx, call, request.name(),
      [&](v1::Adoption& adoption) { return rules::DecideAdoption(adoption, request, check, facts, call.now); },
      request.etag());
}

absl::StatusOr<v1::Adoption> AdoptionService::GetAdoption(const Call& call, const v1::GetAdoptionRequest& request,
                                                          store::ReadTx& tx) {
  return contract::Get(adoptions_, tx, call, request.name());
}

absl::StatusOr<v1::ListAdoptionsResponse> AdoptionService::ListAdoptions(const Call& call,
                                                                         const v1::ListAdoptionsRequest& request,
                                                                         store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  return contract::List(adoptions_, tx, filter, call, request, *tokens_, &v1::ListAdoptionsResponse::mutable_adoptions);
}

absl::StatusOr<v1::DishonestyRecord> AdoptionService::RecordDishonesty(const Call& call,
                                                                       const v1::RecordDishonestyRequest& request,
                                                                       store::Tx& tx) {
  if (!request.adoption().empty()) LD_RETURN_IF_ERROR(adoptions_.Load(tx, call.reach, request.adoption()).status());
  v1::DishonestyRecord record;
  record.set_kind(request.kind());
  *record.mutable_person() = request.person();
  record.set_adoption(request.adoption());
  record.set_facts(request.facts());
  *record.mutable_create_time() = base::ToProto(call.now);
  return contract::Create(dishonesty_, tx, call, std::move(record), {.kind = request.kind()});
}

absl::StatusOr<v1::ListDishonestyRecordsResponse> AdoptionService::ListDishonestyRecords(
    const Call& call, const v1::ListDishonestyRecordsRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::Unless0(request.kind());
  return contract::List(dishonesty_, tx, filter, call, request, *tokens_,
                        &v1::ListDishonestyRecordsResponse::mutable_dishonesty_records);
}

}  // namespace liandong::registration
