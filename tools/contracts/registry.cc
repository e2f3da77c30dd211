#include "tools/contracts/registry.h"

#include <google/protobuf/descriptor.h>

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/actors.h"
#include "shared/base/status_macros.h"
#include "shared/contract/method.h"
#include "tools/contracts/services.h"

namespace liandong::contracts {
namespace {

using nlohmann::ordered_json;

ordered_json Names(const std::vector<contract::v1::Agency>& agencies) {
  ordered_json names = ordered_json::array();
  for (const auto agency : agencies) names.push_back(base::AgencyNameZh(agency));
  return names;
}

ordered_json ClauseEntry(contract::v1::Clause clause) {
  const auto& info =
      contract::v1::Clause_descriptor()->FindValueByNumber(clause)->options().GetExtension(contract::v1::clause_info);
  return {{"id", info.id()},
          {"slug", base::ClauseSlug(clause)},
          {"title", info.title()},
          {"leads", Names(contract::LeadsOf(clause))},
          {"cooperates", Names(contract::CooperatorsOf(clause))}};
}

// Agencies and services in the order of their numbers.
ordered_json Callers(const contract::Actors& actors) {
  ordered_json names = ordered_json::array();
  for (size_t i = 0; i < actors.agencies.size(); ++i) {
    if (actors.agencies.test(i)) names.push_back(base::AgencyNameZh(static_cast<contract::v1::Agency>(i)));
  }
  return names;
}

ordered_json Services(const contract::Actors& actors) {
  ordered_json names = ordered_json::array();
  for (size_t i = 0; i < actors.services.size(); ++i) {
    if (actors.services.test(i)) names.push_back(base::ServiceSlug(static_cast<contract::v1::Service>(i)));
  }
  return names;
}

std::string ScopeName(contract::v1::Scope scope) {
  switch (scope) {
    case contract::v1::SCOPE_OWN_DIVISION:
      return "own division";
    case contract::v1::SCOPE_SUBORDINATE_DIVISIONS:
      return "own and subordinate divisions";
    case contract::v1::SCOPE_ANY:
      return "any";
    default:
      return "own records";
  }
}

ordered_json MethodEntry(const contract::Method& method) {
  ordered_json clauses = ordered_json::array();
  for (const auto clause : method.access.Clauses()) clauses.push_back(base::ClauseId(clause));
  ordered_json grants = ordered_json::array();
  for (const auto& grant : method.contract.grants()) {
    const contract::Actors actors = contract::ActorsOf(grant);
    grants.push_back({{"clause", base::ClauseId(grant.clause())},
                      {"callers", Callers(actors)},
                      {"services", Services(actors)},
                      {"scope", ScopeName(grant.scope())}});
  }
  return {{"method", method.path},
          {"clauses", clauses},
          {"effect", method.writes ? "write" : "read"},
          {"stream", method.streams},
          {"operator_required", !method.contract.system_may_act()},
          {"callers", Callers(method.access.callers())},
          {"services", Services(method.access.callers())},
          {"grants", grants}};
}

std::string Joined(const ordered_json& names) { return absl::StrJoin(names.get<std::vector<std::string>>(), "、"); }

}  // namespace

absl::StatusOr<ordered_json> Registry() {
  ordered_json clauses = ordered_json::array();
  const auto* type = contract::v1::Clause_descriptor();
  for (int i = 0; i < type->value_count(); ++i) {
    if (type->value(i)->number() != 0) {
      clauses.push_back(ClauseEntry(static_cast<contract::v1::Clause>(type->value(i)->number())));
    }
  }
  ordered_json methods = ordered_json::array();
  for (const google::protobuf::ServiceDescriptor* service : AllServices()) {
    LD_ASSIGN_OR_RETURN(const auto found, contract::MethodsOf(*service));
    for (const contract::Method& method : found) methods.push_back(MethodEntry(method));
  }
  return ordered_json{{"clauses", clauses}, {"methods", methods}};
}

std::string Markdown(const ordered_json& registry) {
  std::string text =
      "# Contracts\n\n## Clauses\n\n| clause | title | leads 负责 | cooperates 配合 |\n|---|---|---|---|\n";
  for (const auto& clause : registry["clauses"]) {
    absl::StrAppend(&text, "| ", clause["id"].get<std::string>(), " | ", clause["title"].get<std::string>(), " | ",
                    Joined(clause["leads"]), " | ", Joined(clause["cooperates"]), " |\n");
  }
  text += "\n## Methods\n\n| method | effect | clauses | agencies | services |\n|---|---|---|---|---|\n";
  for (const auto& method : registry["methods"]) {
    absl::StrAppend(&text, "| `", method["method"].get<std::string>(), "` | ", method["effect"].get<std::string>(),
                    " | ", Joined(method["clauses"]), " | ", Joined(method["callers"]), " | ",
                    Joined(method["services"]), " |\n");
  }
  return text;
}

}  // namespace liandong::contracts
