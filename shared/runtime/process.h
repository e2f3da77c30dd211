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
  std::vector<store::Migration> migrations;
  std::function<Servants(const Parts&)> servants;
};

// A servant of each type.
template <typename... Types>
Servants MakeServants(const Parts& parts) {
  Servants servants;
  (servants.push_back(std::make_unique<Types>(parts)), ...);
  return servants;
}

// The tables of each type, in order.
template <typename... Types>
std::vector<store::Migration> MigrationsOf() {
  std::vector<store::Migration> all;
  for (const auto& some : {Types::Migrations()...}) all.insert(all.end(), some.begin(), some.end());
  return all;
}

// main() of every service: reads the flags, serves until SIGTERM or SIGINT, drains. The exit code.
int Run(int argc, char** argv, const Definition& definition);

}  // namespace liandong::runtime
