#pragma once

#include <array>

#include "absl/strings/string_view.h"

namespace liandong::connections {

// Why the process closes a connection.
enum class Reason {
  kTotal,        // the process has too many
  kAddress,      // the address has too many
  kRate,         // the address opens them too fast
  kHandshake,    // the handshake failed, took too long, or had to make room for others
  kCaller,       // the caller has too many
  kResets,       // the caller resets more streams than it lets complete
  kBytes,        // it sends bytes that lead to no call
  kCertificate,  // the certificate was revoked or has expired
};

inline constexpr std::array<absl::string_view, 8> kReasonNames = {"total",  "address", "rate",  "handshake",
                                                                  "caller", "resets",  "bytes", "certificate"};

constexpr absl::string_view NameOf(Reason reason) { return kReasonNames[static_cast<size_t>(reason)]; }

}  // namespace liandong::connections
