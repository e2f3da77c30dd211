#pragma once

#include <grpcpp/security/server_credentials.h>

#include <functional>
#include <memory>

#include "shared/identity/credentials.h"

namespace liandong::identity {

// What is asked and told about each handshake, on any thread.
struct Handshakes {
  // Whether the caller may open another connection.
  std::function<bool(const Caller&)> welcome;
  // An authority of the suite issued the certificate to this caller, but it is refused.
  std::function<void(const Caller&)> refused;
};

// `authenticator` must outlive the server.
std::shared_ptr<grpc::ServerCredentials> ServerCredentials(const TlsFiles& files, Authenticator* authenticator,
                                                           Handshakes handshakes);

}  // namespace liandong::identity
