#pragma once

#include "absl/status/status.h"
#include "shared/connections/acceptor.h"
#include "shared/identity/credentials.h"

namespace liandong::connections {

// Proves that the process serves its port: connects to it, finishes the handshake of TLS with the process's own
// certificate, and waits for the first frame of HTTP/2. An alert, for example because the certificate has expired, is
// an answer too. UNAVAILABLE if there is none within some seconds.
absl::Status CheckOwnPort(Acceptor& acceptor, const identity::TlsFiles& files);

}  // namespace liandong::connections
