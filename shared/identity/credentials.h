#pragma once

#include <grpcpp/security/auth_context.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "shared/base/clock.h"
#include "shared/identity/caller.h"
#include "shared/identity/certificate.h"
#include "shared/identity/revocation.h"

// Mutual TLS 1.3 and nothing less, on both sides. Certificates are reloaded without a restart.
namespace liandong::identity {

struct TlsFiles {
  std::string certificate;  // PEM chain, leaf first
  std::string key;          // PEM
  std::string authorities;  // PEM
  std::string revocations;  // PEM
  std::string trust_domain;
};

// Makes TLS 1.3 the only protocol that gRPC speaks in this process, and keeps OpenSSL alive until the process ends.
// Call it first in main(), before any use of either: gRPC reads its setting once, and OpenSSL makes its choice once.
void PrepareTls();

// Decides who a certificate names. Used at every handshake and again at every call, because a connection can outlive a
// revocation or an expiry. Thread-safe.
class Authenticator {
 public:
  // `clock` is not owned.
  static absl::StatusOr<std::unique_ptr<Authenticator>> Create(const TlsFiles& files, const base::Clock* clock);

  // CERTIFICATE_REFUSED unless the certificate names exactly one caller of the trust domain, is valid now, and is not
  // revoked.
  absl::StatusOr<std::shared_ptr<const Caller>> Authenticate(absl::string_view pem);
  absl::StatusOr<std::shared_ptr<const Caller>> Authenticate(const grpc::AuthContext& context);

 private:
  struct Known {
    Certificate certificate;
    std::shared_ptr<const Caller> caller;  // null if the certificate names no caller
  };

  Authenticator(std::string trust_domain, std::unique_ptr<Revocations> revocations, const base::Clock* clock)
      : trust_domain_(std::move(trust_domain)), revocations_(std::move(revocations)), clock_(clock) {}
  absl::StatusOr<std::shared_ptr<const Known>> Recall(absl::string_view pem);

  const std::string trust_domain_;
  const std::unique_ptr<Revocations> revocations_;
  const base::Clock* const clock_;
  absl::Mutex mutex_;
  // By PEM text, because parsing a certificate costs more than the rest of a call.
  absl::flat_hash_map<std::string, std::shared_ptr<const Known>> known_ ABSL_GUARDED_BY(mutex_);
};

// `authenticator` must outlive the server.
std::shared_ptr<grpc::ServerCredentials> ServerCredentials(const TlsFiles& files, Authenticator* authenticator);

// Accepts the server only if its certificate names `service` of the trust domain, whatever its address is.
std::shared_ptr<grpc::ChannelCredentials> ChannelCredentials(const TlsFiles& files, law::Service service);

}  // namespace liandong::identity
