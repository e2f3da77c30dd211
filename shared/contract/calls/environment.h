#pragma once

#include "shared/base/clock.h"
#include "shared/contract/admission_control/admission_control.h"
#include "shared/contract/refusal_bursts/refusal_bursts.h"
#include "shared/contract/saved_replies/saved_replies.h"
#include "shared/identity/credentials.h"
#include "shared/ledger/ledger.h"
#include "shared/seal/keyed_digest.h"
#include "shared/seal/token.h"
#include "shared/store/database.h"
#include "shared/telemetry/metrics.h"
#include "shared/threads/executor.h"

namespace liandong::contract {

// What every call needs. Nothing is owned; everything must outlive the server.
struct Environment {
  store::Database* database;
  ledger::Ledger* ledger;
  const SavedReplies* saved_replies;
  const seal::KeyedDigest* digest;
  const seal::TokenBox* tokens;
  identity::Authenticator* authenticator;
  const base::Clock* clock;
  telemetry::Metrics* metrics;
  AdmissionControl* admission_control;
  RefusalBursts* refusal_bursts;
  absl::Duration response_time_padding;
  // Threads that may wait for other services, or read in several transactions.
  threads::Executor* gatherers;
};

}  // namespace liandong::contract
