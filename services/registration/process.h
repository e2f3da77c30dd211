#pragma once

#include "services/registration/checks/screener.h"
#include "services/registration/past_checks/past_checks.h"
#include "services/registration/store.h"
#include "shared/contract/handlers/process_handlers.h"
#include "shared/runtime/parts.h"
#include "shared/runtime/service_process.h"

namespace liandong::registration {

using contract::Call;
using contract::Reader;
using contract::ReadTx;
using contract::WriteTx;

// The registration process: its records, and whatever else its handlers share.
struct Process final : runtime::ServiceProcess {
  explicit Process(const runtime::Parts& parts);

  void AddHandlers(contract::HandlerRegistry& registry) const override;
  // Adds the checks that are older than the index of past checks.
  absl::Status Prepare(store::Database& database) const override;

  const RegistrationStore store;
  const PastChecks past_checks;
  const Screener screener;
  const outbox::Outbox& outbox;
  const obligations::Book& obligations;
  telemetry::Metrics& metrics;
};

using Handlers = contract::ProcessHandlers<Process>;

}  // namespace liandong::registration
