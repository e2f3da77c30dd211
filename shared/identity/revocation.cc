#include "shared/identity/revocation.h"

#include <openssl/bn.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <fstream>
#include <sstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/limits/limits.h"

namespace liandong::identity {
namespace {

using BioPtr = std::unique_ptr<BIO, decltype(&BIO_free_all)>;
using CrlPtr = std::unique_ptr<X509_CRL, decltype(&X509_CRL_free)>;

BioPtr Reader(absl::string_view pem) {
  return BioPtr(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), BIO_free_all);
}

bool SignedByOneOf(X509_CRL* crl, absl::string_view authorities_pem) {
  const BioPtr bio = Reader(authorities_pem);
  while (X509* authority = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
    const std::unique_ptr<X509, decltype(&X509_free)> owned(authority, X509_free);
    if (X509_CRL_verify(crl, X509_get0_pubkey(authority)) == 1) return true;
  }
  return false;
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  return text.str();
}

}  // namespace

absl::StatusOr<absl::flat_hash_set<std::string>> ParseRevocationList(absl::string_view crl_pem,
                                                                     absl::string_view authorities_pem) {
  const CrlPtr crl(PEM_read_bio_X509_CRL(Reader(crl_pem).get(), nullptr, nullptr, nullptr), X509_CRL_free);
  if (crl == nullptr) return absl::InvalidArgumentError("the PEM text contains no revocation list");
  if (!SignedByOneOf(crl.get(), authorities_pem)) {
    return absl::UnauthenticatedError("the revocation list is not signed by the authority");
  }
  absl::flat_hash_set<std::string> serials;
  STACK_OF(X509_REVOKED)* const revoked = X509_CRL_get_REVOKED(crl.get());
  for (int i = 0; i < sk_X509_REVOKED_num(revoked); ++i) {
    const X509_REVOKED* entry = sk_X509_REVOKED_value(revoked, i);
    BIGNUM* number = ASN1_INTEGER_to_BN(X509_REVOKED_get0_serialNumber(entry), nullptr);
    char* hex = BN_bn2hex(number);
    serials.insert(hex);
    OPENSSL_free(hex);
    BN_free(number);
  }
  return serials;
}

Revocations::Revocations(std::string crl_path, std::string ca_path)
    : crl_path_(std::move(crl_path)), ca_path_(std::move(ca_path)) {}

absl::StatusOr<std::unique_ptr<Revocations>> Revocations::Watch(const std::string& crl_path,
                                                                const std::string& ca_path) {
  auto revocations = std::unique_ptr<Revocations>(new Revocations(crl_path, ca_path));
  LD_RETURN_IF_ERROR(revocations->Reload());
  revocations->thread_ = std::thread([self = revocations.get()] { self->Run(); });
  return revocations;
}

Revocations::~Revocations() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  if (thread_.joinable()) thread_.join();
}

bool Revocations::Contains(absl::string_view serial) const {
  absl::ReaderMutexLock lock(&mutex_);
  return serials_.contains(serial);
}

absl::Status Revocations::Reload() {
  LD_ASSIGN_OR_RETURN(std::string crl, ReadFile(crl_path_));
  if (crl == loaded_) return absl::OkStatus();
  LD_ASSIGN_OR_RETURN(const std::string authorities, ReadFile(ca_path_));
  LD_ASSIGN_OR_RETURN(auto serials, ParseRevocationList(crl, authorities));
  loaded_ = std::move(crl);
  absl::MutexLock lock(&mutex_);
  serials_ = std::move(serials);
  return absl::OkStatus();
}

void Revocations::Run() {
  while (true) {
    {
      absl::MutexLock lock(&mutex_);
      mutex_.AwaitWithTimeout(absl::Condition(&stopping_), limits::kCredentialsRefresh);
      if (stopping_) return;
    }
    // A file that is only half written does not verify; the next check reads it completely.
    Reload().IgnoreError();
  }
}

}  // namespace liandong::identity
