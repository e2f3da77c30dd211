#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "shared/runtime/parts.h"
#include "shared/runtime/service_process.h"

namespace liandong::runtime {

// Everything that distinguishes the process of one service from that of another.
struct Definition {
  law::Service service;
  // Migrations of its tables, except those of its record types.
  std::vector<store::Migration> migrations = {};
  // The service's tables of events.
  std::vector<std::string> event_tables = {};
  std::function<std::unique_ptr<ServiceProcess>(const Parts&)> process;
};

template <typename Process>
std::unique_ptr<ServiceProcess> MakeProcess(const Parts& parts) {
  return std::make_unique<Process>(parts);
}

}  // namespace liandong::runtime
