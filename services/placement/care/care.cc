#include "services/placement/care/care.h"

#include <algorithm>

#include "services/placement/care/care_rules.h"
#include "services/placement/care/legal_aid_queue.h"
#include "shared/base/ids.h"
#include "shared/contract/access/access.h"
#include "shared/rule/rule.h"

namespace liandong::placement {
namespace {

// A service is provided by the agencies that lead its clause.
absl::Status CheckGiver(v1::ServiceKind kind, law::Agency giver) {
  const law::Clause clause = rules::ServiceClause(kind);
  const auto leads = contract::LeadsOf(clause);
  if (std::count(leads.begin(), leads.end(), giver) > 0) return absl::OkStatus();
  return errors::Refuse(contract::v1::ERROR_REASON_CALLER_NOT_PERMITTED, clause);
}

v1::ServiceItem* FindService(v1::Placement& placement, const std::string& name) {
  for (v1::ServiceItem& item : *placement.mutable_services()) {
    if (item.name() == name) return &item;
  }
  return nullptr;
}

// 五(三)1, 五(三)4
absl::Status CheckProvider(const Process& process, const v1::AddServiceRequest& request, WriteTx& tx) {
  const auto kind = rules::ProviderKindFor(request.kind());
  if (!kind.has_value()) return absl::OkStatus();
  const auto provider = process.providers.Load(tx, {}, request.provider());
  if (provider.ok() && provider->message.kind() == *kind) return absl::OkStatus();
  if (!provider.ok() && !absl::IsNotFound(provider.status())) return provider.status();
  return errors::Refuse(contract::v1::ERROR_REASON_PROVIDER_NOT_REGISTERED, rules::ServiceClause(request.kind()));
}

absl::StatusOr<v1::Placement> AddService(const Process& process, const Call& call, const v1::AddServiceRequest& request,
                                         WriteTx& tx) {
  LD_RETURN_IF_ERROR(CheckGiver(request.kind(), call.caller->agency));
  const std::string name = values::NameOf(records::CollectionOf<v1::ServiceItem>(), base::NewId(call.now));
  LD_ASSIGN_OR_RETURN(v1::Placement placement,
                      process.placements.Change(tx, call, request.name(), [&](v1::Placement& changed) -> absl::Status {
                        LD_RETURN_IF_ERROR(rules::CheckService(changed, request, call.now));
                        LD_RETURN_IF_ERROR(CheckProvider(process, request, tx));
                        const v1::ServiceItem& item = rules::AddService(changed, request, name, call.now);
                        if (item.kind() != v1::SERVICE_KIND_LEGAL_AID) return absl::OkStatus();
                        return PutLegalAid(tx, item, changed.division());
                      }));
  if (request.kind() == v1::SERVICE_KIND_LEGAL_AID && request.beneficiary() == v1::BENEFICIARY_VICTIM) {
    // 快速办理
    LD_RULE("5-4-5.a-lawyer-within-three-days")
    LD_RETURN_IF_ERROR(process.obligations.Open(
        tx, {obligation::v1::OBLIGATION_KIND_LEGAL_AID, placement.division(), name}, call.now));
  }
  if (request.kind() == v1::SERVICE_KIND_SCHOOL) {
    LD_RETURN_IF_ERROR(process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_ENROL, request.name(), call.now));
  }
  return placement;
}

absl::StatusOr<v1::Placement> AdvanceService(const Process& process, const Call& call,
                                             const v1::AdvanceServiceRequest& request, WriteTx& tx) {
  return process.placements.Change(tx, call, request.name(), [&](v1::Placement& placement) -> absl::Status {
    v1::ServiceItem* const item = FindService(placement, request.service());
    if (item == nullptr) return errors::Refuse(contract::v1::ERROR_REASON_NOT_FOUND);
    LD_RETURN_IF_ERROR(CheckGiver(item->kind(), call.caller->agency));
    LD_ASSIGN_OR_RETURN(const int64_t waiting, VictimsWaiting(tx, placement.division(), item->stage()));
    LD_RETURN_IF_ERROR(rules::CheckPriority(*item, waiting));
    LD_RETURN_IF_ERROR(rules::Advance(*item, call.now));
    if (item->kind() != v1::SERVICE_KIND_LEGAL_AID) return absl::OkStatus();
    LD_RETURN_IF_ERROR(PutLegalAid(tx, *item, placement.division()));
    if (item->stage() != v1::SERVICE_STAGE_ASSIGNED) return absl::OkStatus();
    return process.obligations.Meet(tx, obligation::v1::OBLIGATION_KIND_LEGAL_AID, item->name(), call.now);
  });
}

}  // namespace

void AddCareHandlers(Handlers& handlers) {
  handlers.Write(&AddService);
  handlers.Write(&AdvanceService);
}

}  // namespace liandong::placement
