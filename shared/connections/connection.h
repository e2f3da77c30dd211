#pragma once

#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "shared/connections/address.h"
#include "shared/connections/conduct.h"

namespace liandong::connections {

struct Connection {
  int descriptor;  // a duplicate: whoever serves the connection has its own
  Address address;
  absl::Time since;
  // The process's own check of its port, to which no limit applies.
  bool own_check = false;
  // Whether its handshake is finished. What follows is then known.
  bool established = false;
  std::string caller;                                 // URI of its certificate
  std::string certificate;                            // PEM
  absl::Time refused_since = absl::InfiniteFuture();  // when the certificate was first seen to be refused
  int64_t socket = 0;                                 // what gRPC calls it
  Conduct conduct;
};

}  // namespace liandong::connections
