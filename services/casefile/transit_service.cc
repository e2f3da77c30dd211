#include "services/casefile/transit_service.h"

#include <utility>

#include "services/casefile/area_rules.h"
#include "shared/base/proto_time.h"
#include "shared/contract/standard_methods.h"

namespace liandong::casefile {

TransitService::TransitService(const runtime::Parts& parts)
    : store_(parts.sealer, parts.keys), office_(parts), obligations_(parts.obligations), tokens_(parts.tokens) {}

std::map<std::string, contract::Handler> TransitService::Handlers() {
  using contract::Bind;
  using Self = TransitService;
  return {
      {"OpenTransit", Bind(this, &Self::OpenTransit)},
      {"AcknowledgeTransit", Bind(this, &Self::AcknowledgeTransit)},
      {"RecordTransitCare", Bind(this, &Self::RecordTransitCare)},
      {"RecordSafeReturn", Bind(this, &Self::RecordSafeReturn)},
      {"GetTransit", Bind(this, &Self::GetTransit)},
      {"ListTransits", Bind(this, &Self::ListTransits)},
  };
}

absl::StatusOr<v1::Transit> TransitService::OpenTransit(const Call& call, const v1::OpenTransitRequest& request,
                                                        store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file, store_.victim_files.Load(tx, call.reach, request.victim_file()));
  if (rules::TransitKindOf(file.message).has_value()) {
    return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_7_2);
  }
  return office_.Open(call, file.message, v1::TRANSIT_KIND_RESIDENT_ABROAD, tx);
}

absl::StatusOr<v1::Transit> TransitService::AcknowledgeTransit(const Call& call,
                                                               const v1::AcknowledgeTransitRequest& request,
                                                               store::Tx& tx) {
  LD_RETURN_IF_ERROR(
      obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_RECEIVE_FOREIGN_VICTIM, request.name(), call.now));
  return contract::Change<v1::Transit>(
      office_.transits(), tx, call, request.name(),
      [&](v1::Transit& transit) { return rules::Acknowledge(transit, call.now); }, request.etag());
}

absl::StatusOr<v1::Transit> TransitService::RecordTransitCare(const Call& call,
                                                              const v1::RecordTransitCareRequest& request,
                                                              store::Tx& tx) {
  return contract::Change<v1::Transit>(
      office_.transits(), tx, call, request.name(),
      [&](v1::Transit& transit) { return rules::RecordCare(transit, request.note()); }, request.etag());
}

absl::StatusOr<v1::Transit> TransitService::RecordSafeReturn(const Call& call,
                                                             const v1::RecordSafeReturnRequest& request,
                                                             store::Tx& tx) {
  LD_RETURN_IF_ERROR(obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_RETURN_SAFELY, request.name(), call.now));
  return contract::Change<v1::Transit>(
      office_.transits(), tx, call, request.name(),
      [&](v1::Transit& transit) { return rules::ReturnSafely(transit, request.receiver(), call.now); }, request.etag());
}

absl::StatusOr<v1::Transit> TransitService::GetTransit(const Call& call, const v1::GetTransitRequest& request,
                                                       store::ReadTx& tx) {
  return contract::Get(office_.transits(), tx, call, request.name());
}

absl::StatusOr<v1::ListTransitsResponse> TransitService::ListTransits(const Call& call,
                                                                      const v1::ListTransitsRequest& request,
                                                                      store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::Unless0(request.state());
  return contract::List(office_.transits(), tx, filter, call, request, *tokens_,
                        &v1::ListTransitsResponse::mutable_transits);
}

}  // namespace liandong::casefile
