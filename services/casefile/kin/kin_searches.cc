#include "services/casefile/kin/kin_searches.h"

#include <utility>

#include "services/casefile/kin/kin_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

absl::StatusOr<v1::KinSearch> OpenKinSearch(const Process& process, const Call& call,
                                            const v1::OpenKinSearchRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file, process.store.victim_files.Load(tx, call.reach, request.victim_file()));
  LD_ASSIGN_OR_RETURN(const int64_t open, process.store.kin_searches.Count(tx, {.parent = file.columns.id}));
  if (open > 0) return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_5_3_2);
  v1::KinSearch search;
  search.set_state(v1::KIN_SEARCH_STATE_SEARCHING);
  search.set_victim_file(request.victim_file());
  *search.mutable_create_time() = base::ToProto(call.now);
  LD_ASSIGN_OR_RETURN(v1::KinSearch made, contract::Create(process.store.kin_searches, tx, call, std::move(search),
                                                           {.division = file.columns.division,
                                                            .state = v1::KIN_SEARCH_STATE_SEARCHING,
                                                            .parent = file.columns.id}));
  LD_RETURN_IF_ERROR(process.obligations.Open(
      tx, {obligation::v1::OBLIGATION_KIND_SEARCH_KIN, file.columns.division, made.name()}, call.now));
  return made;
}

absl::StatusOr<v1::KinSearch> ProposeKin(const Process& process, const Call& call, const v1::ProposeKinRequest& request,
                                         WriteTx& tx) {
  return contract::Change<v1::KinSearch>(
      process.store.kin_searches, tx, call, request.name(),
      [&](v1::KinSearch& search) { return rules::Propose(search, request); }, request.etag());
}

absl::StatusOr<v1::KinSearch> ConfirmKin(const Process& process, const Call& call, const v1::ConfirmKinRequest& request,
                                         WriteTx& tx) {
  if (request.confirmed()) {
    LD_RETURN_IF_ERROR(
        process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_SEARCH_KIN, request.name(), call.now));
  }
  return contract::Change<v1::KinSearch>(
      process.store.kin_searches, tx, call, request.name(),
      [&](v1::KinSearch& search) { return rules::Confirm(search, request, call.now); }, request.etag());
}

absl::StatusOr<v1::KinSearch> DiscloseToKin(const Process& process, const Call& call,
                                            const v1::DiscloseToKinRequest& request, WriteTx& tx) {
  return contract::Change<v1::KinSearch>(
      process.store.kin_searches, tx, call, request.name(),
      [&](v1::KinSearch& search) { return rules::Disclose(search, call.now); }, request.etag());
}

absl::StatusOr<v1::KinSearch> UrgeKin(const Process& process, const Call& call, const v1::UrgeKinRequest& request,
                                      WriteTx& tx) {
  return contract::Change<v1::KinSearch>(
      process.store.kin_searches, tx, call, request.name(),
      [&](v1::KinSearch& search) { return rules::Urge(search, request.note(), call.caller->agency, call.now); },
      request.etag());
}

absl::StatusOr<v1::KinSearch> GetKinSearch(const Process& process, const Call& call,
                                           const v1::GetKinSearchRequest& request, ReadTx& tx) {
  return contract::Get(process.store.kin_searches, tx, call, request.name());
}

absl::StatusOr<v1::ListKinSearchesResponse> ListKinSearches(const Process& process, const Call& call,
                                                            const v1::ListKinSearchesRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  return contract::List(process.store.kin_searches, tx, filter, call, request,
                        &v1::ListKinSearchesResponse::mutable_kin_searches);
}

}  // namespace

void AddKinSearchHandlers(Handlers& handlers) {
  handlers.Write(&OpenKinSearch);
  handlers.Write(&ProposeKin);
  handlers.Write(&ConfirmKin);
  handlers.Write(&DiscloseToKin);
  handlers.Write(&UrgeKin);
  handlers.Read(&GetKinSearch);
  handlers.Read(&ListKinSearches);
}

}  // namespace liandong::casefile
