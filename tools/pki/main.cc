// devpki: makes the certificates and keys of a development suite, or revokes one of them.
#include <cstdio>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/flags/parse.h"
#include "absl/flags/usage.h"
#include "tools/pki/layout.h"

ABSL_FLAG(std::string, out, ".dev/pki", "Directory of the PKI.");
ABSL_FLAG(std::string, trust_domain, "nanchuan.liandong", "SPIFFE trust domain.");
ABSL_FLAG(std::string, division, "500119", "GB/T 2260 division of the agencies.");
ABSL_FLAG(std::vector<std::string>, revoke, {}, "Certificate files to add to the revocation list.");

int main(int argc, char** argv) {
  absl::SetProgramUsageMessage(
      "Makes what is missing of a development PKI; with --revoke adds to its revocation list.");
  absl::ParseCommandLine(argc, argv);
  const std::vector<std::string> revoked = absl::GetFlag(FLAGS_revoke);
  const std::string out = absl::GetFlag(FLAGS_out);
  const absl::Status status =
      revoked.empty() ? liandong::pki::Lay(out, absl::GetFlag(FLAGS_trust_domain), absl::GetFlag(FLAGS_division))
                      : liandong::pki::Revoke(out, revoked);
  if (status.ok()) return 0;
  std::fprintf(stderr, "devpki: %s\n", status.ToString().c_str());
  return 1;
}
