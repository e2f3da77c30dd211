#include "shared/contract/access/access.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "liandong/contract/v1/method.pb.h"
#include "shared/contract/access/admissions.h"
#include "shared/errors/errors.h"
#include "shared/law/names.h"

namespace liandong::contract {
namespace {

const v1::ClauseInfo& InfoOf(v1::Clause clause) {
  const auto* value = v1::Clause_descriptor()->FindValueByNumber(clause);
  return value == nullptr ? v1::ClauseInfo::default_instance() : value->options().GetExtension(v1::clause_info);
}

std::vector<v1::Agency> OtherMembers(const std::vector<v1::Agency>& leads) {
  std::vector<v1::Agency> others;
  for (const v1::Agency member : law::Members()) {
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

namespace {

Actors AgenciesIn(const std::vector<v1::Agency>& agencies) {
  Actors actors;
  for (const v1::Agency agency : agencies) actors.agencies.set(agency);
  return actors;
}

Actors Services(const std::vector<v1::Service>& services) {
  Actors actors;
  for (const v1::Service service : services) actors.services.set(service);
  return actors;
}

Actors Participants(v1::Clause clause) {
  Actors actors = AgenciesIn(LeadsOf(clause));
  actors.Add(AgenciesIn(CooperatorsOf(clause)));
  return actors;
}

Actors ActorsUnder(const Admission& admission) {
  switch (admission.role) {
    case Role::kLeads:
      return AgenciesIn(LeadsOf(admission.clause));
    case Role::kParticipants:
      return Participants(admission.clause);
    case Role::kMembers:
      return AgenciesIn(law::Members());
    case Role::kEveryService:
      return Services(law::AllServices());
    case Role::kAgencies:
      return AgenciesIn(admission.agencies);
    case Role::kServices:
      return Services(admission.services);
  }
  return {};
}

// Agencies usually reach the divisions below their own; services, which act for all of them, reach any.
Grant GrantOf(const Admission& admission, v1::Scope scope) {
  Actors actors = ActorsUnder(admission);
  const v1::Scope usual = actors.services.any() ? v1::SCOPE_ANY : v1::SCOPE_SUBORDINATE_DIVISIONS;
  return {admission.clause, actors, scope == v1::SCOPE_UNSPECIFIED ? usual : scope};
}

absl::Status AddGrants(v1::Audience audience, std::set<v1::Audience>& within, std::vector<Grant>& grants) {
  const auto* value = v1::Audience_descriptor()->FindValueByNumber(audience);
  const auto fault = [&](absl::string_view what) {
    return absl::InvalidArgumentError(absl::StrCat(v1::Audience_Name(audience), " ", what));
  };
  if (value == nullptr)
    return absl::InvalidArgumentError(absl::StrCat(static_cast<int>(audience), " is not an audience"));
  if (!within.insert(audience).second) return fault("includes itself");
  const v1::AudienceInfo& info = value->options().GetExtension(v1::audience);
  if (info.clauses().empty() != (info.agencies().empty() && info.services().empty())) {
    return fault("must name both clauses and the agencies or services that act under them");
  }
  for (const Admission& admission : AdmissionsOf(info)) {
    const Grant grant = GrantOf(admission, info.scope());
    if (grant.clause == v1::CLAUSE_UNSPECIFIED || grant.actors.empty()) return fault("has a clause that admits nobody");
    grants.push_back(grant);
  }
  for (const int included : info.includes()) {
    if (auto added = AddGrants(static_cast<v1::Audience>(included), within, grants); !added.ok()) return added;
  }
  within.erase(audience);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Grant>> GrantsOf(v1::Audience audience) {
  std::vector<Grant> grants;
  std::set<v1::Audience> within;
  if (auto added = AddGrants(audience, within, grants); !added.ok()) return added;
  if (grants.empty() && audience != v1::AUDIENCE_CALLERS) {
    return absl::InvalidArgumentError(absl::StrCat(v1::Audience_Name(audience), " admits nobody"));
  }
  return grants;
}

namespace {

// The audiences whose grants are right.
std::map<v1::Audience, Actors> ActorsOfAll() {
  std::map<v1::Audience, Actors> all;
  const auto& values = *v1::Audience_descriptor();
  for (int i = 0; i < values.value_count(); ++i) {
    const auto audience = static_cast<v1::Audience>(values.value(i)->number());
    const auto grants = GrantsOf(audience);
    if (!grants.ok()) continue;
    Actors& actors = all[audience];
    for (const Grant& grant : *grants) actors.Add(grant.actors);
  }
  return all;
}

}  // namespace

const Actors& ActorsOf(v1::Audience audience) {
  static const auto* const all = new std::map<v1::Audience, Actors>(ActorsOfAll());
  return all->at(audience);
}

absl::StatusOr<Access> Access::Of(const google::protobuf::MethodOptions& options) {
  Access access;
  for (const v1::Audience audience : AudiencesIn(options, v1::callers)) {
    auto grants = GrantsOf(audience);
    if (!grants.ok()) return grants.status();
    for (const Grant& grant : *grants) {
      access.callers_.Add(grant.actors);
      access.grants_.push_back(grant);
    }
  }
  if (access.grants_.empty()) return absl::InvalidArgumentError("the method names no callers");
  return access;
}

absl::StatusOr<records::Reach> Access::Permit(const identity::Caller& caller, std::optional<v1::Clause> purpose) const {
  const v1::Clause first = grants_.front().clause;
  if (!callers_.Contains(caller)) return errors::Refuse(v1::ERROR_REASON_CALLER_NOT_PERMITTED, first);
  if (!purpose.has_value()) return errors::Refuse(v1::ERROR_REASON_PURPOSE_REQUIRED, first);
  std::optional<v1::Scope> widest;
  for (const Grant& grant : grants_) {
    if (!grant.actors.Contains(caller) || grant.clause != *purpose) continue;
    if (!widest.has_value() || grant.scope > *widest) widest = grant.scope;
  }
  if (!widest.has_value()) return errors::Refuse(v1::ERROR_REASON_PURPOSE_NOT_PERMITTED, *purpose);
  return ReachOf(*widest, caller);
}

std::vector<v1::Clause> Access::Clauses() const {
  std::vector<v1::Clause> clauses;
  for (const Grant& grant : grants_) {
    if (std::count(clauses.begin(), clauses.end(), grant.clause) == 0) clauses.push_back(grant.clause);
  }
  return clauses;
}

}  // namespace liandong::contract
