#include "tools/contracts/model/flows.h"

#include <algorithm>
#include <string>
#include <utility>

#include "shared/law/names.h"

namespace liandong::contracts {
namespace {

std::vector<std::optional<law::Service>> CallersOf(const Method& method) {
  std::vector<std::optional<law::Service>> callers;
  if (method.callers.agencies.any()) callers.emplace_back(std::nullopt);
  for (const law::Service service : law::AllServices()) {
    if (method.callers.services.test(service)) callers.emplace_back(service);
  }
  return callers;
}

// What every process serves is asked of the others only: a process has its own records at hand.
bool AsksItself(std::optional<law::Service> caller, law::Service server, const Service& service) {
  return caller == server && service.servers.size() > 1;
}

void Add(std::optional<law::Service> from, law::Service to, const Method& method, std::vector<Flow>& flows) {
  auto flow =
      std::find_if(flows.begin(), flows.end(), [&](const Flow& one) { return one.from == from && one.to == to; });
  if (flow == flows.end()) flow = flows.insert(flow, {.from = from, .to = to, .methods = {}});
  flow->methods.push_back(&method);
}

bool ByName(const Flow& one, const Flow& other) {
  return std::pair(OriginOf(one), law::ServiceSlug(one.to)) < std::pair(OriginOf(other), law::ServiceSlug(other.to));
}

bool ByPath(const Method* one, const Method* other) { return one->path < other->path; }

}  // namespace

std::vector<Flow> FlowsOf(const Model& model) {
  std::vector<Flow> flows;
  for (const Service* service : ServicesOf(model)) {
    for (const Method& method : service->methods) {
      for (const auto caller : CallersOf(method)) {
        for (const law::Service server : service->servers) {
          if (!AsksItself(caller, server, *service)) Add(caller, server, method, flows);
        }
      }
    }
  }
  std::sort(flows.begin(), flows.end(), ByName);
  for (Flow& flow : flows) std::sort(flow.methods.begin(), flow.methods.end(), ByPath);
  return flows;
}

std::string OriginOf(const Flow& flow) { return flow.from.has_value() ? law::ServiceSlug(*flow.from) : "agencies"; }

}  // namespace liandong::contracts
