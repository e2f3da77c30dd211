#include "shared/identity/credentials.h"

#include <grpcpp/security/tls_credentials_options.h>
#include <openssl/crypto.h>

#include <cstdlib>
#include <utility>
#include <vector>

#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/identity/peer_verifier.h"

namespace liandong::identity {
namespace {

constexpr size_t kMaxKnown = 4096;

absl::Status Refused() { return errors::Refuse(contract::v1::ERROR_REASON_CERTIFICATE_REFUSED); }

}  // namespace

void PrepareTls() {
  // A TLS 1.2 cipher suite that no certificate can serve.
  setenv("GRPC_SSL_CIPHER_SUITES", "PSK-AES128-GCM-SHA256", 1);
  // Threads of gRPC, for example those that watch certificate files, outlive main().
  OPENSSL_init_crypto(OPENSSL_INIT_NO_ATEXIT, nullptr);
}

absl::StatusOr<std::unique_ptr<Authenticator>> Authenticator::Create(const TlsFiles& files, const base::Clock* clock) {
  LD_ASSIGN_OR_RETURN(auto revocations, Revocations::Watch(files.revocations, files.authorities));
  return std::unique_ptr<Authenticator>(new Authenticator(files.trust_domain, std::move(revocations), clock));
}

absl::StatusOr<std::shared_ptr<const Authenticator::Known>> Authenticator::Recall(absl::string_view pem) {
  {
    absl::ReaderMutexLock lock(&mutex_);
    const auto found = known_.find(pem);
    if (found != known_.end()) return found->second;
  }
  auto certificate = ParseCertificate(pem);
  if (!certificate.ok()) return Refused();
  auto known = std::make_shared<Known>();
  known->certificate = *std::move(certificate);
  if (known->certificate.uris.size() == 1) {
    auto caller = ParseSpiffe(known->certificate.uris.front(), trust_domain_);
    if (caller.has_value()) known->caller = std::make_shared<const Caller>(*std::move(caller));
  }
  absl::MutexLock lock(&mutex_);
  if (known_.size() >= kMaxKnown) known_.clear();
  known_.emplace(std::string(pem), known);
  return known;
}

absl::StatusOr<std::shared_ptr<const Caller>> Authenticator::Authenticate(absl::string_view pem) {
  LD_ASSIGN_OR_RETURN(const std::shared_ptr<const Known> known, Recall(pem));
  const absl::Time now = clock_->Now();
  if (known->caller == nullptr || now < known->certificate.not_before || now > known->certificate.not_after ||
      revocations_->Contains(known->certificate.serial)) {
    return Refused();
  }
  return known->caller;
}

absl::StatusOr<std::shared_ptr<const Caller>> Authenticator::Authenticate(const grpc::AuthContext& context) {
  const std::vector<grpc::string_ref> pem = context.FindPropertyValues("x509_pem_cert");
  if (pem.size() != 1) return Refused();
  return Authenticate(View(pem.front()));
}

std::shared_ptr<grpc::ChannelCredentials> ChannelCredentials(const TlsFiles& files, law::Service service) {
  tls::TlsChannelCredentialsOptions options;
  options.set_certificate_provider(WatchedFiles(files));
  options.watch_root_certs();
  options.watch_identity_key_cert_pairs();
  options.set_verify_server_certs(true);
  options.set_check_call_host(false);
  options.set_certificate_verifier(tls::ExternalCertificateVerifier::Create<PeerVerifier>(
      [expected = SpiffeOfService(files.trust_domain, service)](tls::TlsCustomVerificationCheckRequest& request) {
        const std::vector<grpc::string_ref> uris = request.uri_names();
        return uris.size() == 1 && View(uris.front()) == expected;
      }));
  return tls::TlsCredentials(options);
}

}  // namespace liandong::identity
