#include "services/casefile/transit/transits.h"

#include "services/casefile/transit/opening.h"
#include "services/casefile/transit/transit_rules.h"
#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::casefile {
namespace {

absl::StatusOr<v1::Transit> OpenTransit(const Process& process, const Call& call, const v1::OpenTransitRequest& request,
                                        WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const auto file, process.store.victim_files.Load(tx, call.reach, request.victim_file()));
  if (rules::TransitKindOf(file.message).has_value()) {
    return errors::Refuse(contract::v1::ERROR_REASON_ALREADY_EXISTS, contract::v1::CLAUSE_7_2);
  }
  return OpenTransitOfKind(process, call, file.message, v1::TRANSIT_KIND_RESIDENT_ABROAD, tx);
}

absl::StatusOr<v1::Transit> AcknowledgeTransit(const Process& process, const Call& call,
                                               const v1::AcknowledgeTransitRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_RECEIVE_FOREIGN_VICTIM, request.name(), call.now));
  return contract::Change<v1::Transit>(
      process.store.transits, tx, call, request.name(),
      [&](v1::Transit& transit) { return rules::Acknowledge(transit, call.now); }, request.etag());
}

absl::StatusOr<v1::Transit> RecordTransitCare(const Process& process, const Call& call,
                                              const v1::RecordTransitCareRequest& request, WriteTx& tx) {
  return contract::Change<v1::Transit>(
      process.store.transits, tx, call, request.name(),
      [&](v1::Transit& transit) { return rules::RecordCare(transit, request.note()); }, request.etag());
}

absl::StatusOr<v1::Transit> RecordSafeReturn(const Process& process, const Call& call,
                                             const v1::RecordSafeReturnRequest& request, WriteTx& tx) {
  LD_RETURN_IF_ERROR(
      process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_RETURN_SAFELY, request.name(), call.now));
  return contract::Change<v1::Transit>(
      process.store.transits, tx, call, request.name(),
      [&](v1::Transit& transit) { return rules::ReturnSafely(transit, request.receiver(), call.now); }, request.etag());
}

absl::StatusOr<v1::Transit> GetTransit(const Process& process, const Call& call, const v1::GetTransitRequest& request,
                                       ReadTx& tx) {
  return contract::Get(process.store.transits, tx, call, request.name());
}

absl::StatusOr<v1::ListTransitsResponse> ListTransits(const Process& process, const Call& call,
                                                      const v1::ListTransitsRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.state = contract::IfSet(request.state());
  return contract::List(process.store.transits, tx, filter, call, request, &v1::ListTransitsResponse::mutable_transits);
}

}  // namespace

void AddTransitHandlers(Handlers& handlers) {
  handlers.Write(&OpenTransit);
  handlers.Write(&AcknowledgeTransit);
  handlers.Write(&RecordTransitCare);
  handlers.Write(&RecordSafeReturn);
  handlers.Read(&GetTransit);
  handlers.Read(&ListTransits);
}

}  // namespace liandong::casefile
