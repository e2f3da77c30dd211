#pragma once

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_certificate_verifier.h>

#include <functional>
#include <memory>

#include "absl/strings/string_view.h"
#include "shared/identity/credentials.h"

// What the credentials of clients and servers have in common.
namespace liandong::identity {

namespace tls = grpc::experimental;

inline absl::string_view View(const grpc::string_ref& text) { return {text.data(), text.size()}; }

// Decides about the peer at each handshake, also of resumed sessions.
class PeerVerifier : public tls::ExternalCertificateVerifier {
 public:
  using Accepts = std::function<bool(tls::TlsCustomVerificationCheckRequest&)>;
  explicit PeerVerifier(Accepts accepts) : accepts_(std::move(accepts)) {}

  bool Verify(tls::TlsCustomVerificationCheckRequest* request, std::function<void(grpc::Status)> later,
              grpc::Status* status) override;
  void Cancel(tls::TlsCustomVerificationCheckRequest*) override {}

 private:
  Accepts accepts_;
};

// Reads the files again when they change.
std::shared_ptr<tls::FileWatcherCertificateProvider> WatchedFiles(const TlsFiles& files);

}  // namespace liandong::identity
