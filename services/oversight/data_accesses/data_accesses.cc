#include "services/oversight/data_accesses/data_accesses.h"

namespace liandong::oversight {
namespace {

absl::StatusOr<v1::ListDataAccessesResponse> GatherAccesses(const Process& process, const Call& call,
                                                            const v1::ListDataAccessesRequest& request, const Reader&) {
  ledger::v1::ListAccessesRequest ask;
  ask.set_record(request.record());
  *ask.mutable_from_time() = request.from_time();
  *ask.mutable_until_time() = request.until_time();
  ask.set_division(call.reach.division);
  return process.suite.Accesses(ask, call.deadline);
}

absl::StatusOr<v1::ListDataAccessesResponse> ListDataAccesses(const Process&, const Call&,
                                                              const v1::ListDataAccessesRequest& request,
                                                              const v1::ListDataAccessesResponse& facts, WriteTx& tx) {
  // Whoever asks about a person leaves a trace too.
  tx.Touch(request.record());
  return facts;
}

}  // namespace

void AddDataAccessHandlers(Handlers& handlers) { handlers.GatheredWrite(&GatherAccesses, &ListDataAccesses); }

}  // namespace liandong::oversight
