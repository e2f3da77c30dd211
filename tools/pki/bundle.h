#pragma once

#include <string>

#include "absl/status/status.h"

namespace liandong::pki {

// Lays out, from the files that `Lay` made in `directory`, what each service's container has in /etc/liandong: its own
// keys and nobody else's.
//   <bundle>/<service>/tls/    tls.crt, tls.key
//   <bundle>/<service>/keys/   root.keys, ledger.key, witness.key
//   <bundle>/<service>/trust/  ca.crt, crl.pem, <service>.ledger.pub of all
// and <bundle>/postgres/ with tls/ and trust/ of a database's server. Replaces what is there.
absl::Status Bundle(const std::string& directory, const std::string& bundle);

}  // namespace liandong::pki
