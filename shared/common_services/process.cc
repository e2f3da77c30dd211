#include "shared/common_services/process.h"

#include "shared/common_services/aggregates/aggregates.h"
#include "shared/common_services/ledger/ledger.h"
#include "shared/common_services/ledger/witness.h"
#include "shared/common_services/obligations/obligations.h"
#include "shared/common_services/outbox/set_aside_messages.h"
#include "shared/common_services/retention/retention.h"

namespace liandong::common_services {

void Process::AddHandlers(contract::HandlerRegistry& registry) const {
  Handlers handlers(registry, *this);
  AddObligationHandlers(handlers);
  AddAggregateHandlers(handlers);
  AddRetentionHandlers(handlers);
  AddSetAsideMessageHandlers(handlers);
  AddLedgerHandlers(handlers);
  AddWitnessHandlers(handlers);
}

std::vector<store::Migration> Process::Migrations() { return RetentionMigrations(); }

}  // namespace liandong::common_services
