#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "liandong/contract/v1/access.pb.h"
#include "liandong/contract/v1/agency.pb.h"
#include "liandong/contract/v1/clause.pb.h"

// The agencies, services and clauses, with their names as the rules write them and as certificates and metadata write
// them.
namespace liandong::law {

using contract::v1::Agency;
using contract::v1::Clause;
using contract::v1::Service;

// `public-security` for AGENCY_PUBLIC_SECURITY.
std::string AgencySlug(Agency agency);
std::optional<Agency> AgencyFromSlug(absl::string_view slug);
// 区公安局
std::string AgencyNameZh(Agency agency);
// The units of 二(二), in its order.
const std::vector<Agency>& Members();
// All values but the unspecified one, in the order of their numbers.
const std::vector<Agency>& AllAgencies();

// `casefile` for SERVICE_CASEFILE.
std::string ServiceSlug(Service service);
std::optional<Service> ServiceFromSlug(absl::string_view slug);
const std::vector<Service>& AllServices();

// 三(三)4; empty for CLAUSE_UNSPECIFIED.
std::string ClauseId(Clause clause);
// `3-3-4`, as `ld-purpose` has it.
std::string ClauseSlug(Clause clause);
// Reads the slug, the enum name or the text's own id.
std::optional<Clause> ClauseFromText(absl::string_view text);

}  // namespace liandong::law
