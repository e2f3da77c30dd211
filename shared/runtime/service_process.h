#pragma once

#include "shared/contract/handlers/handler_registry.h"
#include "shared/obligations/sweeper.h"
#include "shared/store/database.h"

namespace liandong::runtime {

// The stores of one service process and whatever else its handlers share. Created once, when the parts of the host
// exist; the handlers refer to it for as long as the host serves.
class ServiceProcess {
 public:
  virtual ~ServiceProcess() = default;

  virtual void AddHandlers(contract::HandlerRegistry& registry) const = 0;

  // What becomes due in the course of a year.
  virtual obligations::Calendar calendar() const { return {}; }

  // Runs after the migrations and before calls are served.
  virtual absl::Status Prepare(store::Database&) const { return absl::OkStatus(); }
};

}  // namespace liandong::runtime
