#pragma once

#include "liandong/clue/v1/convict_service.pb.h"
#include "liandong/clue/v1/labour_export_service.pb.h"
#include "liandong/clue/v1/labour_service.pb.h"
#include "liandong/clue/v1/platform_service.pb.h"
#include "liandong/clue/v1/public_service.pb.h"
#include "liandong/clue/v1/school_service.pb.h"
#include "liandong/clue/v1/venue_service.pb.h"
#include "services/clue/clues/clue_store.h"
#include "services/clue/clues/filings.h"
#include "shared/contract/handlers/process_handlers.h"
#include "shared/records/person_index.h"
#include "shared/runtime/parts.h"
#include "shared/runtime/service_process.h"

namespace liandong::clue {

using contract::Call;
using contract::Reader;
using contract::ReadTx;
using contract::WriteTx;

// The clue process: its records, and whatever else its handlers share.
struct Process final : runtime::ServiceProcess {
  explicit Process(const runtime::Parts& parts);

  void AddHandlers(contract::HandlerRegistry& registry) const override;

  const ClueStore clues;
  const std::unique_ptr<Filings> filings = std::make_unique<Filings>();
  const records::Repository<v1::BorderFinding> border_findings;
  const records::Repository<v1::ConvictFile> convict_files;
  const records::Repository<v1::DropoutFile> dropout_files;
  const records::Repository<v1::ExportProject> export_projects;
  const records::Repository<v1::LabourComplaint> labour_complaints;
  const records::Repository<v1::OnlineReport> online_reports;
  const records::Repository<v1::Reward> rewards;
  const records::Repository<v1::SchoolReport> school_reports;
  const records::Repository<v1::Venue> venues;
  const records::Repository<v1::VenueRoster> venue_rosters;
  const records::Repository<v1::Volunteer> volunteers;
  // Persons who have a file.
  const records::PersonIndex convicts;
  const records::PersonIndex dropouts;
  const obligations::Book& obligations;
  telemetry::Metrics& metrics;
};

using Handlers = contract::ProcessHandlers<Process>;

}  // namespace liandong::clue
