#pragma once

#include <string>

#include "absl/status/status.h"

namespace liandong::pki {

// Arranges the files that `Lay` created in `directory` as the containers of the services expect them in /etc/liandong,
// each with only its own keys:
//   <bundle>/<service>/tls/    tls.crt, tls.key
//   <bundle>/<service>/keys/   root.keys, ledger.key, witness.key
//   <bundle>/<service>/trust/  ca.crt, crl.pem, <service>.ledger.pub of all
//
// Also <bundle>/postgres/ with tls/ and trust/ of a database server. Replaces existing files.
absl::Status Bundle(const std::string& directory, const std::string& bundle);

}  // namespace liandong::pki
