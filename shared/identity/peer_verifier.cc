#include "shared/identity/peer_verifier.h"

#include "shared/limits/limits.h"

namespace liandong::identity {

bool PeerVerifier::Verify(tls::TlsCustomVerificationCheckRequest* request, std::function<void(grpc::Status)> /*later*/,
                          grpc::Status* status) {
  *status = accepts_(*request) ? grpc::Status::OK
                               : grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "the peer's certificate was refused");
  return true;
}

std::shared_ptr<tls::FileWatcherCertificateProvider> WatchedFiles(const TlsFiles& files) {
  return std::make_shared<tls::FileWatcherCertificateProvider>(
      files.key, files.certificate, files.authorities,
      static_cast<unsigned>(absl::ToInt64Seconds(limits::kCredentialsRefresh)));
}

}  // namespace liandong::identity
