#include <algorithm>
#include <utility>

#include "services/placement/rules.h"
#include "services/placement/service.h"
#include "shared/base/ids.h"
#include "shared/rule/rule.h"

namespace liandong::placement {
namespace {

// A service is provided by the agencies that lead its clause.
absl::Status CheckGiver(const contract::Call& call, v1::ServiceKind kind) {
  const law::Clause clause = rules::ServiceClause(kind);
  const auto leads = contract::LeadsOf(clause);
  if (std::count(leads.begin(), leads.end(), call.caller->agency) > 0) return absl::OkStatus();
  return errors::Refuse(contract::v1::ERROR_REASON_CALLER_NOT_PERMITTED, clause);
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
  LD_RETURN_IF_ERROR(CheckProvider(request, tx));
  const v1::ServiceItem& item =
      rules::AddService(record.message, request,
                        values::NameOf(records::CollectionOf<v1::ServiceItem>(), base::NewId(call.now)), call.now);
  if (item.kind() == v1::SERVICE_KIND_LEGAL_AID) {
    LD_RETURN_IF_ERROR(store_.PutLegalAid(tx, item, record.columns.division));
    if (item.beneficiary() == v1::BENEFICIARY_VICTIM) {
      // 快速办理
      LD_RULE("5-4-5.a-lawyer-within-three-days")
      LD_RETURN_IF_ERROR(obligations_->Open(
          tx, {obligation::v1::OBLIGATION_KIND_LEGAL_AID, record.columns.division, item.name()}, call.now));
    }
  }
  if (item.kind() == v1::SERVICE_KIND_SCHOOL) {
    LD_RETURN_IF_ERROR(obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_ENROL, request.name(), call.now));
  }
  return Save(call, std::move(record), tx);
}

// 五(三)1, 五(三)4
absl::Status PlacementService::CheckProvider(const v1::AddServiceRequest& request, store::ReadTx& tx) const {
  const auto kind = rules::ProviderKindFor(request.kind());
  if (!kind.has_value()) return absl::OkStatus();
  const law::Clause clause = rules::ServiceClause(request.kind());
  const auto provider = store_.providers.Load(tx, {}, request.provider());
  if (provider.ok() && provider->message.kind() == *kind) return absl::OkStatus();
  if (!provider.ok() && !absl::IsNotFound(provider.status())) return provider.status();
  return errors::Refuse(contract::v1::ERROR_REASON_PROVIDER_NOT_REGISTERED, clause);
}

absl::StatusOr<v1::Placement> PlacementService::AdvanceService(const Call& call,
                                                               const v1::AdvanceServiceRequest& request,
                                                               store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  v1::ServiceItem* const item = FindService(record.message, request.service());
  if (item == nullptr) return errors::Refuse(contract::v1::ERROR_REASON_NOT_FOUND);
  LD_RETURN_IF_ERROR(CheckGiver(call, item->kind()));
  LD_ASSIGN_OR_RETURN(const int64_t waiting, store_.VictimsWaiting(tx, record.columns.division, item->stage()));
  LD_RETURN_IF_ERROR(rules::CheckPriority(*item, waiting));
  LD_RETURN_IF_ERROR(rules::Advance(*item, call.now));
  if (item->kind() == v1::SERVICE_KIND_LEGAL_AID) {
    LD_RETURN_IF_ERROR(store_.PutLegalAid(tx, *item, record.columns.division));
    if (item->stage() == v1::SERVICE_STAGE_ASSIGNED) {
      LD_RETURN_IF_ERROR(obligations_->Meet(tx, obligation::v1::OBLIGATION_KIND_LEGAL_AID, item->name(), call.now));
    }
  }
  return Save(call, std::move(record), tx);
}

absl::StatusOr<v1::Placement> PlacementService::RecordFollowUp(const Call& call,
                                                               const v1::RecordFollowUpRequest& request,
                                                               store::Tx& tx) {
  LD_ASSIGN_OR_RETURN(PlacementRecord record, store_.placements.Load(tx, call.reach, request.name()));
  LD_RETURN_IF_ERROR(rules::RecordFollowUp(record.message, request, call.caller->agency));
  if (record.message.state() == v1::PLACEMENT_STATE_RETURNED) {
    // 跟踪了解: the next visit is due from this one on.
    const auto visit = obligation::v1::OBLIGATION_KIND_FOLLOW_UP_VISIT;
    LD_RETURN_IF_ERROR(obligations_->Meet(tx, visit, request.name(), call.now));
    LD_RULE("5-4-4.visits-go-on-after-the-return")
    LD_RETURN_IF_ERROR(Owe(tx, call, visit, record));
  }
  return Save(call, std::move(record), tx);
}

}  // namespace liandong::placement
