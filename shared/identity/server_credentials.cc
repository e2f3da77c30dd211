#include "shared/identity/server_credentials.h"

#include <grpcpp/security/tls_credentials_options.h>

#include <utility>

#include "shared/identity/peer_verifier.h"

namespace liandong::identity {

std::shared_ptr<grpc::ServerCredentials> ServerCredentials(const TlsFiles& files, Authenticator* authenticator,
                                                           std::function<bool(const Caller&)> welcome) {
  tls::TlsServerCredentialsOptions options(WatchedFiles(files));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.set_certificate_verifier(tls::ExternalCertificateVerifier::Create<PeerVerifier>(
      [authenticator, welcome = std::move(welcome)](tls::TlsCustomVerificationCheckRequest& request) {
        const auto caller = authenticator->Authenticate(View(request.peer_cert()));
        return caller.ok() && welcome(**caller);
      }));
  return tls::TlsServerCredentials(options);
}

std::shared_ptr<grpc::ServerCredentials> ServerCredentials(const TlsFiles& files, Authenticator* authenticator) {
  return ServerCredentials(files, authenticator, [](const Caller&) { return true; });
}

}  // namespace liandong::identity
