#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "shared/identity/credentials.h"

namespace liandong::runtime {

// Settings of one service process.
struct Config {
  base::Service service = contract::v1::SERVICE_UNSPECIFIED;
  std::string address;          // where RPCs are served: `127.0.0.1:7401`; port 0 takes a free one
  std::string metrics_address;  // where Prometheus reads, plain HTTP; empty: nowhere
  std::string data_path;        // database file
  std::string key_path;         // master key for sealing
  std::string ledger_key_path;  // Ed25519 private key of the ledger's checkpoints
  identity::TlsFiles tls;
  std::map<base::Service, std::string> peers;
};

// From the command line. INVALID_ARGUMENT names the flag that is wrong.
absl::StatusOr<Config> ConfigFromFlags(base::Service service);

}  // namespace liandong::runtime
