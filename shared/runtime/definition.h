#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "shared/runtime/servant.h"
#include "shared/runtime/service_process.h"

namespace liandong::runtime {

// What makes a process one service rather than another.
struct Definition {
  law::Service service;
  // Of its tables beside those of its record types.
  std::vector<store::Migration> migrations = {};
  std::function<Servants(const Parts&)> servants = nullptr;
  // Tables of events of its own.
  std::vector<std::string> event_tables = {};
  // What the calendar makes due (a year's reports): looked for before each sweep, and opened where it is. May be empty.
  struct {
    std::function<absl::StatusOr<bool>(store::ReadTx&, const Parts&, absl::Time now)> due;
    std::function<absl::Status(store::Tx&, const Parts&, absl::Time now)> open;
  } calendar = {};
  // What is to be done before calls are served, once the tables are there. May be empty.
  std::function<absl::Status(store::Database&, const Parts&)> prepare = nullptr;
  // Makes the process where its handlers are functions of it; empty where all are servants'.
  std::function<std::unique_ptr<ServiceProcess>(const Parts&)> process = nullptr;
};

template <typename Process>
std::unique_ptr<ServiceProcess> MakeProcess(const Parts& parts) {
  return std::make_unique<Process>(parts);
}

// A servant of each type.
template <typename... Types>
Servants MakeServants(const Parts& parts) {
  Servants servants;
  (servants.push_back(std::make_unique<Types>(parts)), ...);
  return servants;
}

}  // namespace liandong::runtime
