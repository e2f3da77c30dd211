#pragma once

#include <grpcpp/security/server_credentials.h>

#include <functional>
#include <memory>

#include "shared/identity/credentials.h"

namespace liandong::identity {

// `authenticator` must outlive the server. `welcome` decides at each handshake whether the caller may open another
// connection.
std::shared_ptr<grpc::ServerCredentials> ServerCredentials(const TlsFiles& files, Authenticator* authenticator,
                                                           std::function<bool(const Caller&)> welcome);

}  // namespace liandong::identity
