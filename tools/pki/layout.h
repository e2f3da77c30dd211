#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "tools/pki/authority.h"

// The files of a development PKI.
namespace liandong::pki {

// What a database's server is called among them.
inline constexpr char kDatabase[] = "postgres";

// Writes into `directory` what is not there yet: the authority (`ca.crt`, `ca.key`), the revocation list (`crl.pem`), a
// certificate for every agency of `division` and every service (`<slug>.crt`, `<slug>.key`), `revoked.*` and
// `expired.*` (two of the police), `postgres.*` of a database's server, and for every service its master key
// (`<slug>.master`) and ledger key (`<slug>.ledger.key`, `<slug>.ledger.pub`). Safe to repeat.
absl::Status Lay(const std::string& directory, const std::string& trust_domain, const std::string& division,
                 LedgerAlgorithm ledgers = LedgerAlgorithm::kEd25519);

// Issues a service's certificate anew, with a new key, in place of the old.
absl::Status Renew(const std::string& directory, const std::string& trust_domain, const std::string& service,
                   absl::Duration valid_for);

// Adds certificates (paths) to the revocation list.
absl::Status Revoke(const std::string& directory, const std::vector<std::string>& certificates);

}  // namespace liandong::pki
