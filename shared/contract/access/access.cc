#include "shared/contract/access/access.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "liandong/contract/v1/method.pb.h"
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

v1::Scope OrElse(v1::Scope scope, v1::Scope usual) { return scope == v1::SCOPE_UNSPECIFIED ? usual : scope; }

Actors AgenciesIn(const std::vector<v1::Agency>& agencies) {
  Actors actors;
  for (const v1::Agency agency : agencies) actors.agencies.set(agency);
  return actors;
}

Actors Participants(v1::Clause clause) {
  Actors actors = AgenciesIn(LeadsOf(clause));
  actors.Add(AgenciesIn(CooperatorsOf(clause)));
  return actors;
}

// One for each list of AudienceInfo, so that the law table stays a plain list of clauses.
class GrantList {
 public:
  explicit GrantList(v1::Scope scope) : scope_(scope) {}

  template <typename ActorsUnder>
  void AddAgencies(const google::protobuf::RepeatedField<int>& clauses, ActorsUnder actors_under) {
    for (const int number : clauses) {
      const auto clause = static_cast<v1::Clause>(number);
      grants_.push_back({clause, actors_under(clause), OrElse(scope_, v1::SCOPE_SUBORDINATE_DIVISIONS)});
    }
  }

  void AddAgency(const google::protobuf::RepeatedField<int>& clauses, v1::Agency agency) {
    AddAgencies(clauses, [agency](v1::Clause) { return AgenciesIn({agency}); });
  }

  void AddServices(const google::protobuf::RepeatedField<int>& clauses, const std::vector<v1::Service>& services) {
    if (services.empty()) return;
    Actors actors;
    for (const v1::Service service : services) actors.services.set(service);
    for (const int clause : clauses) {
      grants_.push_back({static_cast<v1::Clause>(clause), actors, OrElse(scope_, v1::SCOPE_ANY)});
    }
  }

  std::vector<Grant> Take() && { return std::move(grants_); }

 private:
  v1::Scope scope_;
  std::vector<Grant> grants_;
};

template <typename Enum>
std::vector<Enum> Values(const google::protobuf::RepeatedField<int>& numbers) {
  std::vector<Enum> values;
  for (const int number : numbers) values.push_back(static_cast<Enum>(number));
  return values;
}

std::vector<Grant> OwnGrants(const v1::AudienceInfo& info) {
  GrantList list(info.scope());
  list.AddAgencies(info.leads(), [](v1::Clause clause) { return AgenciesIn(LeadsOf(clause)); });
  list.AddAgencies(info.participants(), Participants);
  list.AddAgencies(info.members(), [](v1::Clause) { return AgenciesIn(law::Members()); });
  list.AddAgency(info.police(), v1::AGENCY_PUBLIC_SECURITY);
  list.AddAgency(info.civil_affairs(), v1::AGENCY_CIVIL_AFFAIRS);
  list.AddAgency(info.conference(), v1::AGENCY_JOINT_CONFERENCE);
  list.AddAgency(info.conference_office(), v1::AGENCY_JOINT_CONFERENCE_OFFICE);
  list.AddServices(info.suite(), law::AllServices());
  const auto agencies = Values<v1::Agency>(info.agencies());
  if (!agencies.empty()) list.AddAgencies(info.clauses(), [&](v1::Clause) { return AgenciesIn(agencies); });
  list.AddServices(info.clauses(), Values<v1::Service>(info.services()));
  return std::move(list).Take();
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
  for (const Grant& grant : OwnGrants(info)) {
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
