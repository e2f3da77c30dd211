#include <algorithm>
#include <utility>

#include "services/placement/rules.h"
#include "services/placement/service.h"
#include "shared/base/ids.h"

namespace liandong::placement {
namespace {

// A service is given by the agencies that lead its clause.
absl::Status CheckGiver(const contract::Call& call, v1::ServiceKind kind) {
  const base::Clause clause = rules::ServiceClause(kind);
  const auto leads = contract::LeadsOf(clause);
  if (std::count(leads.begin(), leads.end(), call.caller->agency) > 0) return absl::OkStatus();
  return base::Refuse(contract::v1::ERROR_REASON_CALLER_NOT_PERMITTED, clause);
}

v1::ServiceItem* FindService(v1::Placement& placement, const std::string& name) {
  for (v1::ServiceItem& item : *placement.mutable_services()) {
    if (item.name() == name) return &item;
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<v1::Placement> PlacementService::AddService(const Call& call, const v1::AddServiceRequest& request,
                                                           store::Tx& tx) {
  LD_RETURN_IF_ERROR(CheckGiver(call, request.kind()));
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::CheckService(record.message, request, call.now));
  const v1::ServiceItem& item =
      rules::AddService(record.message, request, base::NameOf("services", base::NewId(call.now)), call.now);
  if (item.kind() == v1::SERVICE_KIND_LEGAL_AID) {
    LD_RETURN_IF_ERROR(store_.PutLegalAid(tx, item, record.columns.division));
  }
  return Save(call, std::move(record), tx);
}

absl::StatusOr<v1::Placement> PlacementService::AdvanceService(const Call& call,
                                                               const v1::AdvanceServiceRequest& request,
                                                               store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  v1::ServiceItem* const item = FindService(record.message, request.service());
  if (item == nullptr) return base::Refuse(contract::v1::ERROR_REASON_NOT_FOUND);
  LD_RETURN_IF_ERROR(CheckGiver(call, item->kind()));
  LD_ASSIGN_OR_RETURN(const int64_t waiting, store_.VictimsWaiting(tx, record.columns.division, item->stage()));
  LD_RETURN_IF_ERROR(rules::CheckPriority(*item, waiting));
  LD_RETURN_IF_ERROR(rules::Advance(*item, call.now));
  if (item->kind() == v1::SERVICE_KIND_LEGAL_AID) {
    LD_RETURN_IF_ERROR(store_.PutLegalAid(tx, *item, record.columns.division));
  }
  return Save(call, std::move(record), tx);
}

absl::StatusOr<v1::Placement> PlacementService::RecordFollowUp(const Call& call,
                                                               const v1::RecordFollowUpRequest& request,
                                                               store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::RecordFollowUp(record.message, request, call.caller->agency));
  return Save(call, std::move(record), tx);
}

}  // namespace liandong::placement
