#pragma once

#include "liandong/placement/v1/guardianship_service.pb.h"
#include "liandong/placement/v1/provider_service.pb.h"
#include "liandong/placement/v1/trainee_service.pb.h"
#include "services/placement/placements/placement_store.h"
#include "shared/contract/handlers/process_handlers.h"
#include "shared/records/person_index.h"
#include "shared/runtime/parts.h"
#include "shared/runtime/service_process.h"

namespace liandong::placement {

using contract::Call;
using contract::Reader;
using contract::ReadTx;
using contract::WriteTx;

// The placement process: its records, and whatever else its handlers share.
struct Process final : runtime::ServiceProcess {
  explicit Process(const runtime::Parts& parts);

  void AddHandlers(contract::HandlerRegistry& registry) const override;

  const PlacementStore placements;
  const records::Repository<v1::GuardianshipHelp> guardianship_helps;
  const records::Repository<v1::Institution> institutions;
  const records::Repository<v1::Provider> providers;
  const records::Repository<v1::Trainee> trainees;
  // Persons who are registered as trainees.
  const records::PersonIndex trainee_persons;
  client::Peers& peers;
  const outbox::Outbox& outbox;
  const obligations::Book& obligations;
  telemetry::Metrics& metrics;
};

using Handlers = contract::ProcessHandlers<Process>;

}  // namespace liandong::placement
