#pragma once

#include <grpcpp/generic/generic_stub.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace liandong::bench {

// The results of one load.
struct Measured {
  int64_t calls = 0;
  int64_t failures = 0;  // not counting refusals with RetryInfo
  int64_t turned_away = 0;
  double rate = 0;     // calls per second that were answered OK
  absl::Duration p50;  // of a call, as seen by the client
  absl::Duration p99;
  double server_micros = 0;    // the server's processor time per call
  double database_micros = 0;  // the same of its database, if that is a process of its own

  double AllMicros() const { return server_micros + database_micros; }
};

struct Load {
  std::string method;
  std::string purpose;                                 // `ld-purpose`
  std::function<std::string(size_t channel)> request;  // serialized; created for every call
  std::vector<int> servers;                            // the processes whose processor time counts
  int database = 0;                                    // their database's process. 0: none
  int outstanding = 1;
  // How long a caller that was turned away waits, according to RetryInfo. It counts as a call in progress.
  absl::Duration retry = absl::Seconds(1);
  absl::Duration warm_up = absl::Seconds(1);
  absl::Duration duration = absl::Seconds(4);
};

// Keeps this many calls in progress over the channels, and measures those that end after the warm-up.
Measured Run(const Load& load, const std::vector<std::shared_ptr<grpc::Channel>>& channels);

}  // namespace liandong::bench
