#include <utility>

#include "services/placement/service.h"
#include "shared/base/ids.h"
#include "shared/contract/standard_methods.h"

namespace liandong::placement {

absl::StatusOr<v1::Institution> PlacementService::RegisterInstitution(const Call& call,
                                                                      const v1::RegisterInstitutionRequest& request,
                                                                      store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const std::string division, call.DivisionFor(request.division()));
  auto record = contract::NewRecord(call, v1::Institution(), {.division = division, .kind = request.kind()});
  record.message.set_display_name(request.display_name());
  record.message.set_kind(request.kind());
  record.message.set_division(division);
  record.message.set_capacity(request.capacity());
  LD_RETURN_IF_ERROR(store_.institutions.Insert(tx, record));
  return std::move(record.message);
}

absl::StatusOr<v1::ListInstitutionsResponse> PlacementService::ListInstitutions(
    const Call& call, const v1::ListInstitutionsRequest& request, store::ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::Unless0(request.kind());
  return contract::List(store_.institutions, tx, filter, call, request, *tokens_,
                        &v1::ListInstitutionsResponse::mutable_institutions);
}

absl::Status PlacementService::Occupy(store::Tx& tx, const std::string& institution, int change) {
  LD_ASSIGN_OR_RETURN(auto record, store_.institutions.Load(tx, {}, institution));
  record.message.set_occupied(record.message.occupied() + change);
  return store_.institutions.Update(tx, record);
}

}  // namespace liandong::placement
