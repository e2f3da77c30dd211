#include "tools/contracts/model/model.h"

#include <algorithm>
#include <utility>

namespace liandong::contracts {

std::string ShortName(const Method& method) { return method.path.substr(method.path.rfind('.') + 1); }

std::vector<law::Clause> ClausesOf(const Method& method) {
  std::vector<law::Clause> clauses;
  for (const Grant& grant : method.grants) {
    if (std::count(clauses.begin(), clauses.end(), grant.clause) == 0) clauses.push_back(grant.clause);
  }
  return clauses;
}

bool IsCalledFor(const Method& method, law::Clause clause) {
  return std::any_of(method.grants.begin(), method.grants.end(),
                     [&](const Grant& grant) { return grant.clause == clause; });
}

std::vector<const Service*> ServicesOf(const Model& model) {
  std::vector<const Service*> services;
  for (const Package& package : model.packages) {
    for (const Service& service : package.services) services.push_back(&service);
  }
  const auto key = [](const Service* service) { return std::pair(service->servers.size(), service->servers.front()); };
  std::stable_sort(services.begin(), services.end(),
                   [&](const Service* one, const Service* other) { return key(one) < key(other); });
  return services;
}

std::vector<const Method*> MethodsOf(const Model& model) {
  std::vector<const Method*> methods;
  for (const Service* service : ServicesOf(model)) {
    for (const Method& method : service->methods) methods.push_back(&method);
  }
  return methods;
}

const Audience* FindAudience(const Model& model, AudienceId audience) {
  const auto found = std::find_if(model.audiences.begin(), model.audiences.end(),
                                  [&](const Audience& one) { return one.audience == audience; });
  return found == model.audiences.end() ? nullptr : &*found;
}

}  // namespace liandong::contracts
