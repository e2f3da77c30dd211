#pragma once

#include "liandong/oversight/v1/analysis_service.pb.h"
#include "liandong/oversight/v1/conference.pb.h"
#include "liandong/oversight/v1/conference_service.pb.h"
#include "liandong/oversight/v1/delivery_service.pb.h"
#include "liandong/oversight/v1/duty_service.pb.h"
#include "liandong/oversight/v1/report_service.pb.h"
#include "services/oversight/suite.h"
#include "shared/contract/handlers/process_handlers.h"
#include "shared/records/repository.h"
#include "shared/runtime/parts.h"
#include "shared/runtime/service_process.h"

namespace liandong::oversight {

using contract::Call;
using contract::Reader;
using contract::ReadTx;
using contract::WriteTx;

// The oversight process: its records, and whatever else its handlers share.
struct Process final : runtime::ServiceProcess {
  explicit Process(const runtime::Parts& parts);

  void AddHandlers(contract::HandlerRegistry& registry) const override;
  obligations::Calendar calendar() const override;

  const records::Repository<v1::Analysis> analyses;
  const records::Repository<v1::Budget> budgets;
  const records::Repository<v1::Circular> circulars;
  const records::Repository<v1::ConferenceReport> conference_reports;
  const records::Repository<v1::Contact> contacts;
  const records::Repository<v1::Convener> conveners;
  const records::Repository<v1::DutyAssessment> duty_assessments;
  const records::Repository<v1::Evaluation> evaluations;
  const records::Repository<v1::Matter> matters;
  const records::Repository<v1::Meeting> meetings;
  const records::Repository<v1::MemberReport> member_reports;
  const records::Repository<v1::OverdueNotice> overdue_notices;
  const records::Repository<v1::Plan> plans;
  const records::Repository<v1::Supervision> supervisions;
  const records::Repository<v1::UndeliveredNotice> undelivered_notices;
  const Suite suite;
  const obligations::Book& obligations;
  const runtime::Config& config;
};

using Handlers = contract::ProcessHandlers<Process>;

}  // namespace liandong::oversight
