#include "tools/contracts/render/names.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace liandong::contracts {

std::vector<std::string> NamesOf(const std::vector<law::Agency>& agencies) {
  std::vector<std::string> names;
  for (const law::Agency agency : agencies) names.push_back(law::AgencyNameZh(agency));
  return names;
}

std::vector<std::string> AgencyNames(const Actors& actors) {
  std::vector<std::string> names;
  for (const law::Agency agency : law::AllAgencies()) {
    if (actors.agencies.test(agency)) names.push_back(law::AgencyNameZh(agency));
  }
  return names;
}

std::vector<std::string> ServiceNames(const Actors& actors) {
  std::vector<std::string> names;
  for (const law::Service service : law::AllServices()) {
    if (actors.services.test(service)) names.push_back(law::ServiceSlug(service));
  }
  return names;
}

std::string Listed(const std::vector<law::Agency>& agencies) { return absl::StrJoin(NamesOf(agencies), "、"); }

std::string Listed(const Actors& actors) {
  std::vector<std::string> names = AgencyNames(actors);
  for (const std::string& service : ServiceNames(actors)) names.push_back(absl::StrCat("`", service, "`"));
  return absl::StrJoin(names, "、");
}

std::vector<std::string> NamesOf(const std::vector<AudienceId>& audiences) {
  std::vector<std::string> names;
  for (const AudienceId audience : audiences) names.push_back(contract::v1::Audience_Name(audience));
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

std::string TitleOf(const Obligation& obligation) {
  return absl::StrCat(obligation.title_zh, " (", obligation.title_en, ")");
}

}  // namespace liandong::contracts
