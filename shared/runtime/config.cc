#include "shared/runtime/config.h"

#include <utility>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

ABSL_FLAG(std::string, address, "127.0.0.1:0", "Address and port to serve RPCs on.");
ABSL_FLAG(std::string, metrics_address, "", "Address and port for Prometheus (plain HTTP); empty serves none.");
ABSL_FLAG(std::string, data, "", "Database file.");
ABSL_FLAG(std::string, key, "", "File with the master key, 64 hexadecimal digits, readable by its owner alone.");
ABSL_FLAG(std::string, ledger_key, "", "File with the Ed25519 private key that signs the ledger, PEM.");
ABSL_FLAG(std::string, tls_certificate, "", "Certificate chain of this service, PEM.");
ABSL_FLAG(std::string, tls_key, "", "Private key of the certificate, PEM.");
ABSL_FLAG(std::string, tls_authorities, "",
          "Certificates of the authorities that callers' certificates come from, PEM.");
ABSL_FLAG(std::string, tls_revocations, "", "Revocation list of the authorities, PEM.");
ABSL_FLAG(std::string, trust_domain, "nanchuan.liandong", "SPIFFE trust domain.");
ABSL_FLAG(std::vector<std::string>, peers, {}, "The other services: clue=127.0.0.1:7401,casefile=127.0.0.1:7402.");

namespace liandong::runtime {
namespace {

absl::StatusOr<std::string> Required(const absl::Flag<std::string>& flag, absl::string_view name) {
  std::string value = absl::GetFlag(flag);
  if (value.empty()) return absl::InvalidArgumentError(absl::StrCat("--", name, " must be given"));
  return value;
}

absl::StatusOr<std::map<base::Service, std::string>> ParsePeers() {
  std::map<base::Service, std::string> peers;
  for (const std::string& text : absl::GetFlag(FLAGS_peers)) {
    const std::pair<std::string, std::string> parts = absl::StrSplit(text, absl::MaxSplits('=', 1));
    const auto service = base::ServiceFromSlug(parts.first);
    if (!service.has_value() || parts.second.empty()) {
      return absl::InvalidArgumentError(absl::StrCat("--peers: '", text, "' is not service=address"));
    }
    peers[*service] = parts.second;
  }
  return peers;
}

}  // namespace

absl::StatusOr<Config> ConfigFromFlags(base::Service service) {
  Config config;
  config.service = service;
  config.address = absl::GetFlag(FLAGS_address);
  config.metrics_address = absl::GetFlag(FLAGS_metrics_address);
  config.tls.trust_domain = absl::GetFlag(FLAGS_trust_domain);
  const std::vector<std::tuple<const absl::Flag<std::string>*, absl::string_view, std::string*>> required = {
      {&FLAGS_data, "data", &config.data_path},
      {&FLAGS_key, "key", &config.key_path},
      {&FLAGS_ledger_key, "ledger_key", &config.ledger_key_path},
      {&FLAGS_tls_certificate, "tls_certificate", &config.tls.certificate},
      {&FLAGS_tls_key, "tls_key", &config.tls.key},
      {&FLAGS_tls_authorities, "tls_authorities", &config.tls.authorities},
      {&FLAGS_tls_revocations, "tls_revocations", &config.tls.revocations}};
  for (const auto& [flag, name, target] : required) {
    auto value = Required(*flag, name);
    if (!value.ok()) return value.status();
    *target = *std::move(value);
  }
  auto peers = ParsePeers();
  if (!peers.ok()) return peers.status();
  config.peers = *std::move(peers);
  return config;
}

}  // namespace liandong::runtime
