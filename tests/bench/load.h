#pragma once

#include <grpcpp/generic/generic_stub.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace liandong::bench {

// What one load found.
struct Measured {
  int64_t calls = 0;
  int64_t failures = 0;  // refusals that say when to try again are none
  int64_t turned_away = 0;
  double rate = 0;     // calls a second that were answered OK
  absl::Duration p50;  // of a call, seen by the client
  absl::Duration p99;
  double server_micros = 0;  // processor time of the server a call
};

struct Load {
  std::string method;
  std::string purpose;                   // `ld-purpose`
  std::function<std::string()> request;  // serialized; called for every call
  int outstanding = 1;
  // How long a caller that was turned away waits, as RetryInfo says; it counts as one that is under way.
  absl::Duration retry = absl::Seconds(1);
  absl::Duration warm_up = absl::Seconds(1);
  absl::Duration duration = absl::Seconds(4);
};

// Keeps so many calls under way over the channels, and measures those that end after the warm-up. `server_pid` is the
// process whose processor time counts.
Measured Run(const Load& load, const std::vector<std::shared_ptr<grpc::Channel>>& channels, int server_pid);

}  // namespace liandong::bench
