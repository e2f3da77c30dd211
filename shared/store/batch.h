#pragma once

#include <vector>

#include "shared/store/connection.h"

namespace liandong::store {

// What came of a batch.
struct BatchResult {
  absl::Status whole;                 // not OK: nothing was kept
  std::vector<absl::Status> results;  // of each job, if `whole` is OK
};

// Runs the jobs in one transaction and commits it, calling the hooks. What another transaction's commit made void is
// done again, as one, and in the end job by job, so that each gets its turn.
BatchResult RunBatch(Connection& connection, const std::vector<BatchHook*>& hooks, std::vector<WriteJob>& jobs);

// One transaction, so that all statements of the job see one state.
absl::Status RunRead(Connection& connection, ReadJob& job);

}  // namespace liandong::store
