#include "shared/store/batch.h"

#include <thread>
#include <utility>

#include "absl/random/random.h"
#include "absl/time/clock.h"
#include "absl/types/span.h"
#include "shared/base/status_macros.h"
#include "shared/errors/errors.h"
#include "shared/store/job_scope.h"

namespace liandong::store {
namespace {

using State = Connection::State;

// How many conflicts a batch may have before its jobs run one by one, and how many a single job or read may have before
// it fails.
constexpr int kBatchTries = 4;
constexpr int kTries = 48;
constexpr absl::Duration kFirstPause = absl::Milliseconds(1);
constexpr int kMostDoublings = 6;

absl::Status Unavailable() { return errors::Refuse(contract::v1::ERROR_REASON_STORE_UNAVAILABLE); }

// A random delay, so that two transactions that conflicted once do not conflict again.
void Pause(int conflicts) {
  thread_local absl::BitGen random;
  const absl::Duration most = kFirstPause * (1 << std::min(conflicts, kMostDoublings));
  absl::SleepFor(most * absl::Uniform(random, 0.0, 1.0));
}

// One attempt at some jobs of a batch.
class Attempt {
 public:
  Attempt(Connection& connection, const std::vector<BatchHook*>& hooks, absl::Span<WriteJob> jobs, bool savepoints)
      : connection_(connection), hooks_(hooks), jobs_(jobs), savepoints_(savepoints) {}

  BatchResult Run() {
    BatchResult result;
    result.whole = connection_.Begin(Connection::Access::kWrite);
    for (WriteJob& job : jobs_) {
      if (!result.whole.ok()) break;
      result.results.push_back(savepoints_ ? RunInSavepoints(job) : RunBare(job));
      if (torn_ || connection_.state() != State::kSound) result.whole = Unavailable();
    }
    for (BatchHook* hook : hooks_) {
      if (result.whole.ok()) result.whole = RunInScope([&] { return hook->BeforeCommit(connection_); });
    }
    if (result.whole.ok()) result.whole = connection_.Commit();
    conflict_ = !result.whole.ok() && connection_.state() == State::kConflict;
    if (!result.whole.ok()) connection_.Rollback();
    for (BatchHook* hook : hooks_) result.whole.ok() ? hook->Committed() : hook->Aborted();
    return result;
  }

  // A job failed after writing, or the transaction broke.
  bool torn() const { return torn_; }
  bool conflict() const { return conflict_; }

 private:
  // A savepoint is expensive (SQLite copies every page before changing it), and nearly all refusals happen before a job
  // writes. The batch therefore runs without savepoints, and a second time with them if a job failed after it had
  // written.
  absl::Status RunBare(WriteJob& job) {
    const int64_t before = connection_.changes();
    absl::Status status = RunInScope([&] { return job.run(connection_); });
    if (connection_.state() == State::kTainted) torn_ = true;
    if (status.ok() || torn_) return status;
    torn_ = connection_.changes() != before;
    if (torn_ || job.on_error == nullptr || connection_.state() != State::kSound) return status;
    torn_ =
        !RunInScope([&] { return job.on_error(connection_, status); }).ok() || connection_.state() == State::kTainted;
    return status;
  }

  absl::Status RunInSavepoints(WriteJob& job) {
    absl::Status status = InSavepoint([&](Tx& tx) { return job.run(tx); });
    if (status.ok() || job.on_error == nullptr || connection_.state() != State::kSound) return status;
    LD_RETURN_IF_ERROR(InSavepoint([&](Tx& tx) { return job.on_error(tx, status); }));
    return status;
  }

  absl::Status InSavepoint(absl::FunctionRef<absl::Status(Tx&)> run) {
    LD_RETURN_IF_ERROR(connection_.SetSavepoint());
    absl::Status status = RunInScope([&] { return run(connection_); });
    if (connection_.state() > State::kTainted) return status;
    // Releasing the savepoint also sends delayed statements, so that they fail here and not in the next job.
    absl::Status released = status.ok() ? connection_.ReleaseSavepoint() : status;
    if (released.ok() || connection_.state() > State::kTainted) return released;
    LD_RETURN_IF_ERROR(connection_.RollBackToSavepoint());
    LD_RETURN_IF_ERROR(connection_.ReleaseSavepoint());
    return released;
  }

  Connection& connection_;
  const std::vector<BatchHook*>& hooks_;
  absl::Span<WriteJob> jobs_;
  const bool savepoints_;
  bool torn_ = false;
  bool conflict_ = false;
};

// Repeats until the batch commits or fails for good. `conflict` is true if it was given up because other transactions
// always came first.
BatchResult RunUntilSettled(Connection& connection, const std::vector<BatchHook*>& hooks, absl::Span<WriteJob> jobs,
                            int tries, bool& conflict) {
  bool savepoints = false;
  for (int conflicts = 0;;) {
    Attempt attempt(connection, hooks, jobs, savepoints);
    BatchResult result = attempt.Run();
    conflict = attempt.conflict();
    if (conflict && ++conflicts < tries) {
      Pause(conflicts);
    } else if (!conflict && attempt.torn() && !savepoints) {
      savepoints = true;
    } else {
      return result;
    }
  }
}

BatchResult RunOneByOne(Connection& connection, const std::vector<BatchHook*>& hooks, std::vector<WriteJob>& jobs) {
  BatchResult all;
  for (WriteJob& job : jobs) {
    bool conflict = false;
    BatchResult one = RunUntilSettled(connection, hooks, absl::MakeSpan(&job, 1), kTries, conflict);
    all.results.push_back(one.whole.ok() ? std::move(one.results.front()) : Unavailable());
  }
  return all;
}

absl::Status RunRead(Connection& connection, ReadJob& job) {
  for (int conflicts = 1;; ++conflicts) {
    if (!connection.Begin(Connection::Access::kRead).ok()) return Unavailable();
    absl::Status status = RunInScope([&] { return job.run(connection); });
    // Only a read that can be committed has seen a consistent state.
    const bool kept = connection.state() == State::kSound && connection.Commit().ok();
    if (kept) return status;
    const bool conflict = connection.state() == State::kConflict;
    const bool over = connection.state() == State::kOver;
    connection.Rollback();
    if (conflict && conflicts < kTries) {
      Pause(conflicts);
      continue;
    }
    return conflict || over || status.ok() ? Unavailable() : status;
  }
}

// Within a transaction that other reads share.
absl::Status RunInOpen(Connection& connection, ReadJob& job) {
  if (connection.state() != State::kSound) return RunRead(connection, job);
  absl::Status status = RunInScope([&] { return job.run(connection); });
  return connection.state() == State::kSound ? status : Unavailable();
}

}  // namespace

BatchResult RunBatch(Connection& connection, const std::vector<BatchHook*>& hooks, std::vector<WriteJob>& jobs) {
  bool conflict = false;
  BatchResult result = RunUntilSettled(connection, hooks, absl::MakeSpan(jobs), kBatchTries, conflict);
  return conflict ? RunOneByOne(connection, hooks, jobs) : result;
}

void RunReads(Connection& connection, std::vector<ReadJob>& jobs, bool exclusive,
              absl::FunctionRef<void(ReadJob&, absl::Status)> done) {
  const bool together = exclusive && jobs.size() > 1 && connection.Begin(Connection::Access::kRead).ok();
  for (ReadJob& job : jobs) done(job, together ? RunInOpen(connection, job) : RunRead(connection, job));
  if (together && !connection.Commit().ok()) connection.Rollback();
}

}  // namespace liandong::store
