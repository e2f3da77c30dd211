#include "tools/contracts/flows.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/actors.h"
#include "tools/contracts/services.h"

namespace liandong::contracts {
namespace {

using nlohmann::ordered_json;

constexpr char kAgencies[] = "agencies";

std::vector<std::string> ServiceNames() {
  std::vector<std::string> names;
  const auto* type = contract::v1::Service_descriptor();
  for (int i = 0; i < type->value_count(); ++i) {
    if (type->value(i)->number() != 0) {
      names.push_back(base::ServiceSlug(static_cast<base::Service>(type->value(i)->number())));
    }
  }
  return names;
}

// Of /liandong.clue.v1.ClueService/ReportClue, clue; all where every process serves it.
std::vector<std::string> ServersOf(const std::string& method) {
  const std::vector<std::string> parts = absl::StrSplit(method, absl::ByAnyChar("/."));
  for (const auto* service : AllServices()) {
    if (absl::StartsWith(method, absl::StrCat("/", service->full_name(), "/")) && ServedByAll(*service)) {
      return ServiceNames();
    }
  }
  return {parts[2]};
}

// Nobody witnesses its own ledger, and what it owes stands in its own database.
bool AsksItself(const std::string& caller, const std::string& server, const std::vector<std::string>& servers) {
  return caller == server && servers.size() > 1;
}

}  // namespace

ordered_json Flows(const ordered_json& methods) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> found;
  for (const auto& method : methods) {
    const std::string path = method["method"];
    const std::vector<std::string> servers = ServersOf(path);
    for (const std::string& server : servers) {
      if (!method["callers"].empty()) found[{kAgencies, server}].insert(path);
      for (const auto& caller : method["services"]) {
        if (!AsksItself(caller, server, servers)) found[{caller, server}].insert(path);
      }
    }
  }
  ordered_json flows = ordered_json::array();
  for (const auto& [pair, paths] : found) {
    flows.push_back({{"from", pair.first}, {"to", pair.second}, {"methods", paths}});
  }
  return flows;
}

}  // namespace liandong::contracts
