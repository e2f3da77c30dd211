#pragma once

#include <vector>

#include "shared/store/connection.h"

namespace liandong::store {

// The result of a batch.
struct BatchResult {
  absl::Status whole;                 // not OK: nothing was stored
  std::vector<absl::Status> results;  // of each job, if `whole` is OK
};

// Runs the jobs in one transaction and commits it, calling the hooks. If another transaction's commit conflicts, the
// jobs run again together, and finally one by one, so that each gets its turn.
BatchResult RunBatch(Connection& connection, const std::vector<BatchHook*>& hooks, std::vector<WriteJob>& jobs);

// One transaction, so that all statements of the job see the same state.
absl::Status RunRead(Connection& connection, ReadJob& job);

}  // namespace liandong::store
