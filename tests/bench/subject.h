#pragma once

#include <grpcpp/channel.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/bench/child.h"
#include "tests/bench/load.h"
#include "tests/bench/servers.h"

namespace liandong::bench {

using Channels = std::vector<std::shared_ptr<grpc::Channel>>;

// A running server.
class Subject {
 public:
  // Connects as each of the agencies, in turn to each of the processes that are called.
  Subject(const Server& server, const Setting& setting, const std::vector<std::string>& agencies);

  const std::string& name() const { return name_; }
  const Channels& channels() const { return channels_; }
  // The first process that is called.
  int pid() const { return children_.front()->pid(); }

  // Measures the load on all processes; sets which these are.
  Measured Measure(Load load) const;

 private:
  const std::string name_;
  const int database_;
  std::vector<std::unique_ptr<Child>> children_;
  Channels channels_;
};

}  // namespace liandong::bench
