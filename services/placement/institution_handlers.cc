#include <utility>

#include "services/placement/service.h"
#include "shared/base/ids.h"
#include "shared/contract/pages.h"

namespace liandong::placement {

absl::StatusOr<v1::Institution> PlacementService::RegisterInstitution(const Call& call,
                                                                      const v1::RegisterInstitutionRequest& request,
                                                                      store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(const std::string division, call.DivisionFor(request.division()));
  records::Record<v1::Institution> record{{.id = base::NewId(call.now),
                                           .division = division,
                                           .owner = call.caller->Owner(),
                                           .kind = request.kind(),
                                           .create_time = call.now},
                                          {}};
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
  if (request.kind() != v1::INSTITUTION_KIND_UNSPECIFIED) filter.kind = request.kind();
  LD_ASSIGN_OR_RETURN(auto page, contract::ListPage(store_.institutions, tx, filter, call, request, *tokens_));
  v1::ListInstitutionsResponse reply;
  for (auto& record : page.records) *reply.add_institutions() = std::move(record.message);
  reply.set_next_page_token(page.next_token);
  return reply;
}

absl::Status PlacementService::Occupy(store::Tx& tx, const std::string& institution, int change) {
  LD_ASSIGN_OR_RETURN(auto record, store_.institutions.Load(tx, {}, institution));
  record.message.set_occupied(record.message.occupied() + change);
  return store_.institutions.Update(tx, record);
}

}  // namespace liandong::placement
