#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

struct evp_pkey_st;
struct x509_st;

// A certificate authority for development and tests. Production certificates come from the authority of the district.
namespace liandong::pki {

struct Issued {
  std::string certificate;  // PEM
  std::string key;          // PEM
};

struct Subject {
  std::string common_name;
  std::vector<std::string> uris;  // SPIFFE names; a valid certificate has exactly one
  bool server = false;            // for its common name, localhost and 127.0.0.1
  absl::Time not_before;
  absl::Time not_after;
};

// All keys are ECDSA P-256.
class Authority {
 public:
  static absl::StatusOr<Authority> Make(absl::Time not_before, absl::Time not_after);
  static absl::StatusOr<Authority> FromPem(const std::string& certificate, const std::string& key);

  absl::StatusOr<Issued> Issue(const Subject& subject) const;

  // A revocation list with the certificates' serial numbers, PEM.
  absl::StatusOr<std::string> RevocationList(const std::vector<std::string>& revoked_certificates,
                                             absl::Time now) const;

  std::string certificate() const;
  std::string key() const;

 private:
  Authority(std::shared_ptr<x509_st> certificate, std::shared_ptr<evp_pkey_st> key);

  std::shared_ptr<x509_st> certificate_;
  std::shared_ptr<evp_pkey_st> key_;
};

// A key pair for ledger checkpoints, PEM.
struct LedgerKeys {
  std::string private_key;
  std::string public_key;
};
enum class LedgerAlgorithm { kEd25519, kSm2 };
LedgerKeys MakeLedgerKeys(LedgerAlgorithm algorithm);

// 64 hexadecimal digits.
std::string MakeMasterKey();

}  // namespace liandong::pki
