#include "shared/identity/caller.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "shared/values/divisions.h"

namespace liandong::identity {
namespace {

constexpr size_t kMaxUri = 2048;  // limit of the SPIFFE standard
constexpr size_t kMaxSystem = 63;

bool IsSystemName(absl::string_view name) {
  return !name.empty() && name.size() <= kMaxSystem && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
  });
}

std::optional<Caller> AgencyCaller(const std::vector<absl::string_view>& segments) {
  if (segments.size() != 6 || segments[2] != "division" || segments[4] != "system") return std::nullopt;
  const auto agency = law::AgencyFromSlug(segments[1]);
  if (!agency.has_value() || !values::IsDivision(segments[3]) || !IsSystemName(segments[5])) return std::nullopt;
  Caller caller;
  caller.agency = *agency;
  caller.division = std::string(segments[3]);
  caller.system = std::string(segments[5]);
  return caller;
}

std::optional<Caller> ServiceCaller(const std::vector<absl::string_view>& segments) {
  if (segments.size() != 2) return std::nullopt;
  const auto service = law::ServiceFromSlug(segments[1]);
  if (!service.has_value()) return std::nullopt;
  Caller caller;
  caller.service = *service;
  return caller;
}

}  // namespace

std::string OwnerOf(law::Agency agency, absl::string_view division) {
  return absl::StrCat(law::AgencySlug(agency), "@", division);
}

std::string Caller::Owner() const {
  return service != contract::v1::SERVICE_UNSPECIFIED ? absl::StrCat("service/", law::ServiceSlug(service))
                                                      : OwnerOf(agency, division);
}

std::optional<Caller> ParseSpiffe(absl::string_view uri, absl::string_view trust_domain) {
  absl::string_view path = uri;
  if (uri.size() > kMaxUri || !absl::ConsumePrefix(&path, absl::StrCat("spiffe://", trust_domain, "/"))) {
    return std::nullopt;
  }
  const std::vector<absl::string_view> segments = absl::StrSplit(path, '/');
  std::optional<Caller> caller;
  if (segments[0] == "agency") caller = AgencyCaller(segments);
  if (segments[0] == "service") caller = ServiceCaller(segments);
  if (caller.has_value()) caller->uri = std::string(uri);
  return caller;
}

std::string SpiffeOfService(absl::string_view trust_domain, law::Service service) {
  return absl::StrCat("spiffe://", trust_domain, "/service/", law::ServiceSlug(service));
}

std::string SpiffeOfAgency(absl::string_view trust_domain, law::Agency agency, absl::string_view division,
                           absl::string_view system) {
  return absl::StrCat("spiffe://", trust_domain, "/agency/", law::AgencySlug(agency), "/division/", division,
                      "/system/", system);
}

}  // namespace liandong::identity
