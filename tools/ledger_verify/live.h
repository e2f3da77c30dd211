#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "shared/ledger/verify.h"

namespace liandong {

// The credentials for asking a running service: PEM files.
struct LiveCredentials {
  std::string authorities;
  std::string certificate;
  std::string key;
  std::string official;  // `ld-operator`; may be empty
};

// The ledger of a running service, read by RPC, up to the checkpoint that it shows first. The caller's certificate must
// be allowed to read all entries (that of the conference office). `address` has the form 127.0.0.1:7401.
absl::StatusOr<std::unique_ptr<ledger::Source>> OpenLive(const std::string& address,
                                                         const LiveCredentials& credentials);

}  // namespace liandong
