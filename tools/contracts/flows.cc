#include "tools/contracts/flows.h"

#include <map>
#include <set>
#include <string>
#include <utility>

namespace liandong::contracts {
namespace {

using nlohmann::ordered_json;

constexpr char kAgencies[] = "agencies";

// Nobody witnesses its own ledger, and what it owes stands in its own database.
bool AsksItself(const ordered_json& caller, const ordered_json& server, const ordered_json& servers) {
  return caller == server && servers.size() > 1;
}

}  // namespace

ordered_json Flows(const ordered_json& methods) {
  std::map<std::pair<std::string, std::string>, std::set<std::string>> found;
  for (const auto& method : methods) {
    const std::string path = method["method"];
    const auto& servers = method["servers"];
    for (const auto& server : servers) {
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
