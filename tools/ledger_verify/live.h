#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "shared/ledger/verify.h"

namespace liandong {

// Who asks a live service: files of PEM.
struct LiveCredentials {
  std::string authorities;
  std::string certificate;
  std::string key;
  std::string official;  // `ld-operator`; may be empty
};

// The ledger of a running service, by its RPCs: up to the checkpoint that it shows first. The caller's certificate must
// be one that reads all entries (the conference's office). `address` as 127.0.0.1:7401.
absl::StatusOr<std::unique_ptr<ledger::Source>> OpenLive(const std::string& address,
                                                         const LiveCredentials& credentials);

}  // namespace liandong
