#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "tools/pki/authority.h"

// The files of a development PKI.
namespace liandong::pki {

// The name of a database server among them.
inline constexpr char kDatabase[] = "postgres";

// Creates the missing files in `directory`: the authority (`ca.crt`, `ca.key`), the revocation list (`crl.pem`), a
// certificate for every agency of `division` and every service (`<slug>.crt`, `<slug>.key`), `revoked.*` and
// `expired.*` (two certificates of the police), `postgres.*` for a database server, and for every service its root key
// (`<slug>.master`) and ledger key (`<slug>.ledger.key`, `<slug>.ledger.pub`). Can be repeated safely.
absl::Status Lay(const std::string& directory, const std::string& trust_domain, const std::string& division,
                 LedgerAlgorithm ledgers = LedgerAlgorithm::kEd25519);

// Replaces the certificate of a service by a new one with a new key.
absl::Status Renew(const std::string& directory, const std::string& trust_domain, const std::string& service,
                   absl::Duration valid_for);

// Adds certificates (paths) to the revocation list.
absl::Status Revoke(const std::string& directory, const std::vector<std::string>& certificates);

}  // namespace liandong::pki
