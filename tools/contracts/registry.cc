#include "tools/contracts/registry.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "liandong/obligation/v1/obligation.pb.h"
#include "shared/base/status_macros.h"
#include "shared/contract/method.h"
#include "shared/descriptors/services.h"
#include "shared/law/names.h"
#include "tools/contracts/flows.h"
#include "tools/contracts/rules_table.h"
#include "tools/contracts/servers.h"
#include "tools/contracts/views.h"

namespace liandong::contracts {
namespace {

using nlohmann::ordered_json;

ordered_json Names(const std::vector<contract::v1::Agency>& agencies) {
  ordered_json names = ordered_json::array();
  for (const auto agency : agencies) names.push_back(law::AgencyNameZh(agency));
  return names;
}

ordered_json ClauseEntry(contract::v1::Clause clause) {
  const auto& info =
      contract::v1::Clause_descriptor()->FindValueByNumber(clause)->options().GetExtension(contract::v1::clause_info);
  return {{"id", info.id()},
          {"slug", law::ClauseSlug(clause)},
          {"title", info.title()},
          {"leads", Names(contract::LeadsOf(clause))},
          {"cooperates", Names(contract::CooperatorsOf(clause))}};
}

// Agencies and services in the order of their numbers.
ordered_json Callers(const contract::Actors& actors) {
  ordered_json names = ordered_json::array();
  for (size_t i = 0; i < actors.agencies.size(); ++i) {
    if (actors.agencies.test(i)) names.push_back(law::AgencyNameZh(static_cast<contract::v1::Agency>(i)));
  }
  return names;
}

ordered_json Services(const contract::Actors& actors) {
  ordered_json names = ordered_json::array();
  for (size_t i = 0; i < actors.services.size(); ++i) {
    if (actors.services.test(i)) names.push_back(law::ServiceSlug(static_cast<contract::v1::Service>(i)));
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

ordered_json Servers(const google::protobuf::ServiceDescriptor& service) {
  ordered_json names = ordered_json::array();
  for (const law::Service one : ServersOf(service)) names.push_back(law::ServiceSlug(one));
  return names;
}

ordered_json MethodEntry(const contract::Method& method) {
  ordered_json clauses = ordered_json::array();
  for (const auto clause : method.access.Clauses()) clauses.push_back(law::ClauseId(clause));
  ordered_json grants = ordered_json::array();
  for (const contract::Grant& grant : method.access.grants()) {
    grants.push_back({{"clause", law::ClauseId(grant.clause)},
                      {"callers", Callers(grant.actors)},
                      {"services", Services(grant.actors)},
                      {"scope", ScopeName(grant.scope)}});
  }
  return {{"method", method.path},
          {"clauses", clauses},
          {"effect", method.writes ? "write" : "read"},
          {"stream", method.streams},
          {"operator_required", method.operator_required},
          {"even_time", method.padded_response_time},
          {"callers", Callers(method.access.callers())},
          {"services", Services(method.access.callers())},
          {"servers", Servers(*method.descriptor->service())},
          {"grants", grants},
          {"views", Views(method)}};
}

// Those of each process, then those that every process serves.
std::vector<const google::protobuf::ServiceDescriptor*> ServicesByServer() {
  auto services = descriptors::AllServices();
  const auto key = [](const auto* service) {
    const std::vector<law::Service> servers = ServersOf(*service);
    return std::pair(servers.size(), servers.front());
  };
  std::stable_sort(services.begin(), services.end(),
                   [&](const auto* one, const auto* other) { return key(one) < key(other); });
  return services;
}

// What the table of rules and the obligations say of the clauses.
void AddDuties(const ordered_json& methods, ordered_json& clauses) {
  const auto* kinds = obligation::v1::ObligationKind_descriptor();
  for (auto& clause : clauses) {
    const std::string id = clause["id"].get<std::string>();
    clause["methods"] = ordered_json::array();
    for (const auto& method : methods) {
      const auto& named = method["clauses"];
      if (std::find(named.begin(), named.end(), id) != named.end()) clause["methods"].push_back(method["method"]);
    }
    clause["obligations"] = ordered_json::array();
    for (int i = 1; i < kinds->value_count(); ++i) {
      const auto& info = kinds->value(i)->options().GetExtension(obligation::v1::obligation_info);
      if (law::ClauseId(info.clause()) == id) {
        clause["obligations"].push_back(absl::StrCat(info.title_zh(), " (", info.title_en(), ")"));
      }
    }
    clause["rules"] = ordered_json::array();
    for (const Rule& rule : kRules) {
      if (id != rule.clause) continue;
      clause["rules"].push_back(
          {{"kind", rule.kind}, {"rule", absl::StrCat(rule.zh, " · ", rule.en)}, {"test", rule.test}});
    }
    for (const ClauseWithoutRules& one : kClausesWithoutRules) {
      if (id == one.clause) clause["nothing_to_enforce"] = absl::StrCat(one.reason_zh, " · ", one.reason_en);
    }
  }
}

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
  for (const google::protobuf::ServiceDescriptor* service : ServicesByServer()) {
    LD_ASSIGN_OR_RETURN(const auto found, contract::MethodsOf(*service));
    for (const contract::Method& method : found) methods.push_back(MethodEntry(method));
  }
  AddDuties(methods, clauses);
  return ordered_json{{"clauses", clauses}, {"flows", Flows(methods)}, {"methods", methods}};
}

}  // namespace liandong::contracts
