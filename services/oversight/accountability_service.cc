#include "services/oversight/accountability_service.h"

namespace liandong::oversight {

std::map<std::string, contract::Handler> AccountabilityService::Handlers() {
  using Self = AccountabilityService;
  return {{"ListDataAccesses", contract::Bind(this, &Self::AskAccesses, &Self::ListDataAccesses)}};
}

absl::StatusOr<v1::ListDataAccessesResponse> AccountabilityService::AskAccesses(
    const Call& call, const v1::ListDataAccessesRequest& request, const contract::Reader&) {
  ledger::v1::ListAccessesRequest ask;
  ask.set_record(request.record());
  *ask.mutable_from_time() = request.from_time();
  *ask.mutable_until_time() = request.until_time();
  ask.set_division(call.reach.division);
  return suite_.Accesses(ask, call.deadline);
}

absl::StatusOr<v1::ListDataAccessesResponse> AccountabilityService::ListDataAccesses(
    const Call&, const v1::ListDataAccessesRequest& request, const v1::ListDataAccessesResponse& facts,
    contract::WriteTx& tx) {
  // Whoever asks about a person leaves a trace too.
  tx.Touch(request.record());
  return facts;
}

}  // namespace liandong::oversight
