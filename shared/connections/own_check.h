#pragma once

#include "absl/status/status.h"
#include "shared/connections/acceptor.h"
#include "shared/identity/credentials.h"

namespace liandong::connections {

// Proves that the process serves its port: connects to it, finishes the handshake of TLS with the process's own
// certificate, and waits for the first frame of HTTP/2. A refusal is an answer too, because a restart would not help:
// the certificate may have expired or been revoked, or its files cannot be read and none is shown. UNAVAILABLE if
// nothing answers within some seconds, or if the connection ends before the handshake is finished.
absl::Status CheckOwnPort(Acceptor& acceptor, const identity::TlsFiles& files);

}  // namespace liandong::connections
