#include "services/casefile/kin_service.h"

#include <utility>

#include "services/casefile/area_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::casefile {

KinService::KinService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys),
      searches_(parts.sealer),
      obligations_(parts.obligations),
      tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> KinService::Handlers() {
  using contract::Bind;
  using Self = KinService;
  return {
      {"OpenKinSearch", Bind(this, &Self::OpenKinSearch)},
      {"ProposeKin", Bind(this, &Self::ProposeKin)},
      {"ConfirmKin", Bind(this, &Self::ConfirmKin)},
      {"DiscloseToKin", Bind(this, &Self::DiscloseToKin)},
      {"UrgeKin", Bind(this, &Self::UrgeKin)},
      {"GetKinSearch", Bind(this, &Self::GetKinSearch)},
      {"ListKinSearches", Bind(this, &Self::ListKinSearches)},
  };
}

absl::StatusOr<v1::KinSearch> KinService::OpenKinSearch(const Call& call, const v1::OpenKinSearchRequest& request,
                                                        store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file, store_.victim_files.Load(tx, call.reach, request.victim_file()));
  LD_ASSIGN_OR_RETURN(const int64_t open, searches_.Count(tx, {.parent = file.columns.id}));
  if (open > 0) return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_5_3_2);
  v1::KinSearch search;
  search.set_state(v1::KIN_SEARCH_STATE_SEARCHING);
  search.set_victim_file(request.victim_file());
  *search.mutable_create_time() = base::ToProto(call.now);
  LD_ASSIGN_OR_RETURN(v1::KinSearch made, contract::Create(searches_, tx, call, std::move(search),
                                                           {.division = file.columns.division,
                                                            .state = v1::KIN_SEARCH_STATE_SEARCHING,
                                                            .parent = file.columns.id}));
  LD_RETURN_IF_ERROR(obligations_->Open(
      tx, {obligation::v1::OBLIGATION_KIND_SEARCH_KIN, file.columns.division, made.name()}, call.now));
  return made;
}

absl::StatusOr<v1::KinSearch> KinService::ProposeKin(const Call& call, const v1::ProposeKinRequest& request,
                                                     store::Tx& tx) {
  return contract::Change<v1::KinSearch>(
      searches_, tx, call, request.name(), [&](v1::KinSearch& search) { return rules::Propose(search, request); },
      request.etag());
}

absl::StatusOr<v1::KinSearch> KinService::ConfirmKin(const Call& call, const v1::ConfirmKinRequest& request,
                                                     store::Tx& tx) {
  if (request.confirmed()) {
    LD_RETURN_IF_ERROR(obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_SEARCH_KIN, request.name(), call.now));
  }
  return contract::Change<v1::KinSearch>(
      searches_, tx, call, request.name(),
      [&](v1::KinSearch& search) { return rules::Confirm(search, request, call.now); }, request.etag());
}

absl::StatusOr<v1::KinSearch> KinService::DiscloseToKin(const Call& call, const v1::DiscloseToKinRequest& request,
                                                        store::Tx& tx) {
  return contract::Change<v1::KinSearch>(
      searches_, tx, call, request.name(), [&](v1::KinSearch& search) { return rules::Disclose(search, call.now); },
      request.etag());
}

absl::StatusOr<v1::KinSearch> KinService::UrgeKin(const Call& call, const v1::UrgeKinRequest& request, store::Tx& tx) {
  return contract::Change<v1::KinSearch>(
      searches_, tx, call, request.name(),
      [&](v1::KinSearch& search) { return rules::Urge(search, request.note(), call.caller->agency, call.now); },
      request.etag());
}

absl::StatusOr<v1::KinSearch> KinService::GetKinSearch(const Call& call, const v1::GetKinSearchRequest& request,
                                                       store::ReadTx& tx) {
  return contract::Get(searches_, tx, call, request.name());
}

absl::StatusOr<v1::ListKinSearchesResponse> KinService::ListKinSearches(const Call& call,
                                                                        const v1::ListKinSearchesRequest& request,
                                                                        store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  return contract::List(searches_, tx, filter, call, request, *tokens_,
                        &v1::ListKinSearchesResponse::mutable_kin_searches);
}

}  // namespace liandong::casefile
