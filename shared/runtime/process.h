#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "shared/runtime/host.h"

namespace liandong::runtime {

// What makes a process one service rather than another.
struct Definition {
  base::Service service;
  const google::protobuf::ServiceDescriptor* descriptor;
  std::vector<store::Migration> migrations;
  std::function<std::unique_ptr<Servant>(const Parts&)> servant;
};

// main() of every service: reads the flags, serves until SIGTERM or SIGINT, drains. The exit code.
int Run(int argc, char** argv, const Definition& definition);

}  // namespace liandong::runtime
