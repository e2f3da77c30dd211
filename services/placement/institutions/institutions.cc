#include "services/placement/institutions/institutions.h"

#include <utility>

#include "shared/contract/standard_methods/standard_methods.h"

namespace liandong::placement {
namespace {

absl::StatusOr<v1::Institution> RegisterInstitution(const Process& process, const Call& call,
                                                    const v1::RegisterInstitutionRequest& request, WriteTx& tx) {
  LD_ASSIGN_OR_RETURN(const std::string division, call.DivisionFor(request.division()));
  auto record = contract::NewRecord(call, v1::Institution(), {.division = division, .kind = request.kind()});
  record.message.set_display_name(request.display_name());
  record.message.set_kind(request.kind());
  record.message.set_division(division);
  record.message.set_capacity(request.capacity());
  LD_RETURN_IF_ERROR(process.institutions.Insert(tx, record));
  return std::move(record.message);
}

absl::StatusOr<v1::ListInstitutionsResponse> ListInstitutions(const Process& process, const Call& call,
                                                              const v1::ListInstitutionsRequest& request, ReadTx& tx) {
  records::Filter filter{.reach = call.reach};
  filter.kind = contract::IfSet(request.kind());
  return contract::List(process.institutions, tx, filter, call, request,
                        &v1::ListInstitutionsResponse::mutable_institutions);
}

}  // namespace

void AddInstitutionHandlers(Handlers& handlers) {
  handlers.Write(&RegisterInstitution);
  handlers.Read(&ListInstitutions);
}

}  // namespace liandong::placement
