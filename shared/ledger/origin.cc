#include "shared/ledger/origin.h"

#include "absl/strings/str_cat.h"

namespace liandong::ledger {

std::string OriginOf(law::Service service) { return absl::StrCat("liandong/", law::ServiceSlug(service)); }

std::string WitnessNameOf(law::Service service) { return absl::StrCat("liandong/witness/", law::ServiceSlug(service)); }

}  // namespace liandong::ledger
