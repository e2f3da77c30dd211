#pragma once

#include <string>
#include <vector>

#include "shared/common_services/belonging.h"
#include "shared/contract/handlers/process_handlers.h"
#include "shared/ledger/merkle.h"
#include "shared/ledger/witness.h"
#include "shared/obligations/book.h"
#include "shared/outbox/outbox.h"
#include "shared/seal/token.h"

// The gRPC services that every process of the suite serves for its own records.
namespace liandong::common_services {

using contract::Call;
using contract::ReadTx;
using contract::WriteTx;

// What their handlers share. Created once; the handlers refer to it for as long as the process serves.
struct Process {
  void AddHandlers(contract::HandlerRegistry& registry) const;

  // The tables of these services.
  static std::vector<store::Migration> Migrations();

  const obligations::Book& obligations;
  const outbox::Outbox& outbox;
  const seal::TokenBox& tokens;
  const std::string trust_domain;
  const std::string division;        // of the conference
  const std::string origin;          // of the process's own ledger
  const ledger::TreeHash tree_hash;  // of the process's own ledger
  const ledger::Witness witness;     // of the other ledgers
  const RecordTypes types;           // all record types of the process
};

using Handlers = contract::ProcessHandlers<Process>;

}  // namespace liandong::common_services
