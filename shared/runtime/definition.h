#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "shared/runtime/servant.h"
#include "shared/runtime/service_process.h"

namespace liandong::runtime {

// Everything that distinguishes the process of one service from that of another.
struct Definition {
  law::Service service;
  // Migrations of its tables, except those of its record types.
  std::vector<store::Migration> migrations = {};
  std::function<Servants(const Parts&)> servants = nullptr;
  // The service's tables of events.
  std::vector<std::string> event_tables = {};
  // Runs after the migrations and before calls are served. May be empty.
  std::function<absl::Status(store::Database&, const Parts&)> prepare = nullptr;
  // Creates the process if its handlers are functions; empty if all handlers belong to classes.
  std::function<std::unique_ptr<ServiceProcess>(const Parts&)> process = nullptr;
};

template <typename Process>
std::unique_ptr<ServiceProcess> MakeProcess(const Parts& parts) {
  return std::make_unique<Process>(parts);
}

// Constructs one object of each type.
template <typename... Types>
Servants MakeServants(const Parts& parts) {
  Servants servants;
  (servants.push_back(std::make_unique<Types>(parts)), ...);
  return servants;
}

}  // namespace liandong::runtime
