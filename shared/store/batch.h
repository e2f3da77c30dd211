#pragma once

#include <vector>

#include "absl/functional/function_ref.h"
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

// Each job is one transaction, so that all its statements see the same state. If this process has the database to
// itself, reads cannot conflict, and one transaction serves all of them. Calls `done` after each job.
void RunReads(Connection& connection, std::vector<ReadJob>& jobs, bool exclusive,
              absl::FunctionRef<void(ReadJob&, absl::Status)> done);

}  // namespace liandong::store
