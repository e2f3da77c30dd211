#pragma once

#include <optional>
#include <string>
#include "absl/strings/string_view.h"

#include "shared/law/names.h"

namespace liandong::identity {

// The caller, as named in its certificate: exactly one of agency and service is set.
struct Caller {
  law::Agency agency = contract::v1::AGENCY_UNSPECIFIED;
  law::Service service = contract::v1::SERVICE_UNSPECIFIED;
  std::string division;  // GB/T 2260; only of an agency
  std::string system;    // name of the agency's system
  std::string uri;       // the SPIFFE URI

  // `education-commission@500119` or `service/registration`: the owner of the records that it creates.
  std::string Owner() const;
};

std::string OwnerOf(law::Agency agency, absl::string_view division);

// Parses `spiffe://<trust domain>/agency/<agency>/division/<GB/T 2260>/system/<name>` or `spiffe://<trust
// domain>/service/<name>`. Empty for any other text.
std::optional<Caller> ParseSpiffe(absl::string_view uri, absl::string_view trust_domain);

std::string SpiffeOfService(absl::string_view trust_domain, law::Service service);
std::string SpiffeOfAgency(absl::string_view trust_domain, law::Agency agency, absl::string_view division,
                           absl::string_view system);

}  // namespace liandong::identity
