// devpki: creates the certificates and keys of a development suite, or revokes some of them.
#include <cstdio>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "shared/base/status_macros.h"
#include "shared/command_line/command_line.h"
#include "tools/pki/bundle.h"
#include "tools/pki/layout.h"

ABSL_FLAG(std::string, out, ".dev/pki", "Directory of the certificates and keys.");
ABSL_FLAG(std::string, trust_domain, "nanchuan.liandong", "SPIFFE trust domain of the suite.");
ABSL_FLAG(std::string, division, "500119", "GB/T 2260 division of the agencies.");
ABSL_FLAG(bool, sm2, false, "Create SM2 instead of Ed25519 keys for ledgers and witnesses.");
ABSL_FLAG(std::string, renew, "", "Service to issue a new certificate and key for.");
ABSL_FLAG(absl::Duration, valid_for, absl::Hours(24 * 365), "With --renew: how long the new certificate is valid.");
ABSL_FLAG(std::string, bundle, "",
          "Directory to which the files are also copied, arranged as the services' containers expect them.");
ABSL_FLAG(std::vector<std::string>, revoke, {}, "Certificate files to add to the revocation list.");

namespace {

absl::Status Do(const std::string& out, const std::string& trust_domain) {
  if (const auto revoked = absl::GetFlag(FLAGS_revoke); !revoked.empty()) return liandong::pki::Revoke(out, revoked);
  if (const std::string service = absl::GetFlag(FLAGS_renew); !service.empty()) {
    return liandong::pki::Renew(out, trust_domain, service, absl::GetFlag(FLAGS_valid_for));
  }
  LD_RETURN_IF_ERROR(liandong::pki::Lay(
      out, trust_domain, absl::GetFlag(FLAGS_division),
      absl::GetFlag(FLAGS_sm2) ? liandong::pki::LedgerAlgorithm::kSm2 : liandong::pki::LedgerAlgorithm::kEd25519));
  const std::string bundle = absl::GetFlag(FLAGS_bundle);
  return bundle.empty() ? absl::OkStatus() : liandong::pki::Bundle(out, bundle);
}

}  // namespace

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(
      argc, argv,
      "Creates the missing certificates and keys of a development suite. With --revoke: "
      "adds certificates to its revocation list.");
  const absl::Status status = Do(absl::GetFlag(FLAGS_out), absl::GetFlag(FLAGS_trust_domain));
  if (status.ok()) return 0;
  std::fprintf(stderr, "devpki: %s\n", status.ToString().c_str());
  return 1;
}
