#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "liandong/contract/v1/access.pb.h"
#include "liandong/contract/v1/agency.pb.h"
#include "liandong/contract/v1/clause.pb.h"

// The agencies, services and clauses, with their names as written in the rules and as written in certificates and
// metadata.
namespace liandong::law {

using contract::v1::Agency;
using contract::v1::Clause;
using contract::v1::Service;

// `public-security` for AGENCY_PUBLIC_SECURITY.
std::string AgencySlug(Agency agency);
std::optional<Agency> AgencyFromSlug(absl::string_view slug);
// 区公安局
std::string AgencyNameZh(Agency agency);
// The units of 二(二), in the order of the text.
const std::vector<Agency>& Members();
// All values except the unspecified one, in the order of their numbers.
const std::vector<Agency>& AllAgencies();

// `casefile` for SERVICE_CASEFILE.
std::string ServiceSlug(Service service);
std::optional<Service> ServiceFromSlug(absl::string_view slug);
const std::vector<Service>& AllServices();

// 三(三)4. Empty for CLAUSE_UNSPECIFIED.
std::string ClauseId(Clause clause);
// `3-3-4`, the form used in `ld-purpose`.
std::string ClauseSlug(Clause clause);
// Reads the slug, the name of the enum value, or the id in the text.
std::optional<Clause> ClauseFromText(absl::string_view text);

}  // namespace liandong::law
