#pragma once

#include "shared/contract/process_handlers.h"
#include "shared/runtime/servant.h"
#include "shared/runtime/service_process.h"

namespace liandong::oversight {

// The oversight process: its records, and whatever else its handlers share.
struct Process final : runtime::ServiceProcess {
  explicit Process(const runtime::Parts& parts);

  void AddHandlers(contract::HandlerRegistry& registry) const override;
  obligations::Calendar calendar() const override;

  const obligations::Book& obligations;
  const runtime::Config& config;
};

}  // namespace liandong::oversight
