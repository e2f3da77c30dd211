#include "shared/identity/server_credentials.h"

#include <grpcpp/security/tls_credentials_options.h>

#include <optional>
#include <string>
#include <utility>

#include "shared/identity/certificate.h"
#include "shared/identity/peer_verifier.h"

namespace liandong::identity {
namespace {

// Who the certificate names, even if it is refused.
std::optional<Caller> NamedBy(absl::string_view pem, const std::string& trust_domain) {
  const auto certificate = ParseCertificate(pem);
  if (!certificate.ok() || certificate->uris.size() != 1) return std::nullopt;
  return ParseSpiffe(certificate->uris.front(), trust_domain);
}

bool Accepts(Authenticator& authenticator, const std::string& trust_domain, const Handshakes& handshakes,
             absl::string_view pem) {
  const auto caller = authenticator.Authenticate(pem);
  if (caller.ok()) return handshakes.welcome(**caller);
  const auto named = NamedBy(pem, trust_domain);
  if (named.has_value()) handshakes.refused(*named);
  return false;
}

}  // namespace

std::shared_ptr<grpc::ServerCredentials> ServerCredentials(const TlsFiles& files, Authenticator* authenticator,
                                                           Handshakes handshakes) {
  tls::TlsServerCredentialsOptions options(WatchedFiles(files));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  options.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.set_certificate_verifier(tls::ExternalCertificateVerifier::Create<PeerVerifier>(
      [authenticator, domain = files.trust_domain,
       handshakes = std::move(handshakes)](tls::TlsCustomVerificationCheckRequest& request) {
        return Accepts(*authenticator, domain, handshakes, View(request.peer_cert()));
      }));
  return tls::TlsServerCredentials(options);
}

std::shared_ptr<grpc::ServerCredentials> ServerCredentials(const TlsFiles& files, Authenticator* authenticator) {
  return ServerCredentials(files, authenticator,
                           {.welcome = [](const Caller&) { return true; }, .refused = [](const Caller&) {}});
}

}  // namespace liandong::identity
