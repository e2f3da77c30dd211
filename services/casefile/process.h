#pragma once

#include "services/casefile/store.h"
#include "shared/contract/handlers/process_handlers.h"
#include "shared/runtime/parts.h"
#include "shared/runtime/service_process.h"

namespace liandong::casefile {

using contract::Call;
using contract::Reader;
using contract::ReadTx;
using contract::WriteTx;

// The casefile process: its records, and whatever else its handlers share.
struct Process final : runtime::ServiceProcess {
  explicit Process(const runtime::Parts& parts);

  void AddHandlers(contract::HandlerRegistry& registry) const override;
  // Adds the persons of older records to the search indexes.
  absl::Status Prepare(store::Database& database) const override;

  const CasefileStore store;
  const outbox::Outbox& outbox;
  const obligations::Book& obligations;
  telemetry::Metrics& metrics;
};

using Handlers = contract::ProcessHandlers<Process>;

}  // namespace liandong::casefile
