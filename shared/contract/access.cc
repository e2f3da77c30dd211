#include "shared/contract/access.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>

#include "shared/base/errors.h"

namespace liandong::contract {
namespace {

const v1::ClauseInfo& InfoOf(v1::Clause clause) {
  const auto* value = v1::Clause_descriptor()->FindValueByNumber(clause);
  return value == nullptr ? v1::ClauseInfo::default_instance() : value->options().GetExtension(v1::clause_info);
}

std::vector<v1::Agency> OtherMembers(const std::vector<v1::Agency>& leads) {
  std::vector<v1::Agency> others;
  for (const v1::Agency member : base::Members()) {
    if (std::count(leads.begin(), leads.end(), member) == 0) others.push_back(member);
  }
  return others;
}

records::Reach ReachOf(v1::Scope scope, const identity::Caller& caller) {
  switch (scope) {
    case v1::SCOPE_ANY:
      return {};
    case v1::SCOPE_SUBORDINATE_DIVISIONS:
      return {caller.division, ""};
    case v1::SCOPE_OWN_DIVISION:
      return {caller.division, "", false};
    default:
      return {"", caller.Owner()};
  }
}

}  // namespace

bool Actors::Contains(const identity::Caller& caller) const {
  return caller.service != v1::SERVICE_UNSPECIFIED ? services.test(caller.service) : agencies.test(caller.agency);
}

void Actors::Add(const Actors& others) {
  agencies |= others.agencies;
  services |= others.services;
}

std::vector<v1::Agency> LeadsOf(v1::Clause clause) {
  const auto& leads = InfoOf(clause).leads();
  std::vector<v1::Agency> agencies;
  for (const int lead : leads) agencies.push_back(static_cast<v1::Agency>(lead));
  return agencies;
}

std::vector<v1::Agency> CooperatorsOf(v1::Clause clause) {
  const v1::ClauseInfo& info = InfoOf(clause);
  if (info.all_other_members_cooperate()) return OtherMembers(LeadsOf(clause));
  std::vector<v1::Agency> agencies;
  for (const int cooperator : info.cooperators()) agencies.push_back(static_cast<v1::Agency>(cooperator));
  return agencies;
}

Actors ActorsOf(const v1::Grant& grant) {
  Actors actors;
  if (grant.has_agency()) actors.agencies.set(grant.agency());
  if (grant.has_service()) actors.services.set(grant.service());
  if (grant.members()) {
    for (const v1::Agency agency : base::Members()) actors.agencies.set(agency);
  }
  if (grant.has_side()) {
    for (const v1::Agency agency : LeadsOf(grant.clause())) actors.agencies.set(agency);
  }
  if (grant.side() == v1::SIDE_LEADS_AND_COOPERATORS) {
    for (const v1::Agency agency : CooperatorsOf(grant.clause())) actors.agencies.set(agency);
  }
  return actors;
}

absl::StatusOr<Access> Access::Of(const v1::MethodContract& contract) {
  Access access;
  for (const v1::Grant& grant : contract.grants()) {
    const Actors actors = ActorsOf(grant);
    if (grant.clause() == v1::CLAUSE_UNSPECIFIED || (actors.agencies.none() && actors.services.none())) {
      return absl::InvalidArgumentError("a grant names no clause or nobody");
    }
    access.ways_.push_back({grant.clause(), actors, grant.scope()});
    access.callers_.Add(actors);
  }
  if (access.ways_.empty()) return absl::InvalidArgumentError("a contract without grants");
  return access;
}

absl::StatusOr<records::Reach> Access::Permit(const identity::Caller& caller, std::optional<v1::Clause> purpose) const {
  const v1::Clause first = ways_.front().clause;
  if (!callers_.Contains(caller)) return base::Refuse(v1::ERROR_REASON_CALLER_NOT_PERMITTED, first);
  if (!purpose.has_value()) return base::Refuse(v1::ERROR_REASON_PURPOSE_REQUIRED, first);
  std::optional<v1::Scope> widest;
  for (const Way& way : ways_) {
    if (!way.actors.Contains(caller) || way.clause != *purpose) continue;
    if (!widest.has_value() || way.scope > *widest) widest = way.scope;
  }
  if (!widest.has_value()) return base::Refuse(v1::ERROR_REASON_PURPOSE_NOT_PERMITTED, *purpose);
  return ReachOf(*widest, caller);
}

std::vector<v1::Clause> Access::Clauses() const {
  std::vector<v1::Clause> clauses;
  for (const Way& way : ways_) {
    if (std::count(clauses.begin(), clauses.end(), way.clause) == 0) clauses.push_back(way.clause);
  }
  return clauses;
}

}  // namespace liandong::contract
