#pragma once

#include "shared/contract/handler_registry.h"
#include "shared/store/database.h"

namespace liandong::runtime {

// What one service process is made of: its stores and whatever else its handlers share. Made once, when the host's
// parts are there; the handlers refer to it for as long as the host serves.
class ServiceProcess {
 public:
  virtual ~ServiceProcess() = default;

  virtual void AddHandlers(contract::HandlerRegistry& registry) const = 0;

  // Done once the tables are there, before calls are served.
  virtual absl::Status Prepare(store::Database&) const { return absl::OkStatus(); }
};

}  // namespace liandong::runtime
