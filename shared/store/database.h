#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "absl/functional/any_invocable.h"
#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "shared/store/value.h"

// Durable storage. Statements are written in the SQL that both engines read, with $1, $2 … for parameters, numbered in
// the order in which they appear. Migrations say INTEGER for 64 bits and BLOB for bytes, and
// WITHOUT ROWID where rows are kept in the order of their key.
namespace liandong::store {

// In braces at a call, or a container that outlives it.
using Values = absl::Span<const Value>;

// One consistent view.
class ReadTx {
 public:
  virtual ~ReadTx() = default;
  // Calls `each` for every row. Statements are kept prepared: no value belongs in `sql`.
  virtual absl::Status Query(absl::string_view sql, Values values, absl::FunctionRef<void(const Row&)> each) = 0;
};

class Tx : public ReadTx {
 public:
  // The number of rows changed.
  virtual absl::StatusOr<int64_t> Execute(absl::string_view sql, Values values) = 0;

  // For a write whose count nobody needs. An engine may send it together with the next statement, so that its failure
  // may show only there or at the commit, where it fails the job all the same.
  virtual absl::Status Put(absl::string_view sql, Values values) = 0;

  // Whether, until it ends, this transaction is the only one of all replicas that does `task`, a name that a migration
  // has put into the table `lead`. Does not wait.
  virtual absl::StatusOr<bool> Lead(absl::string_view task) = 0;
};

// What is done inside the transaction that commits one batch of requests. Where several connections write, its
// functions are called from several threads.
class BatchHook {
 public:
  virtual ~BatchHook() = default;
  // After the last request of the batch. An error aborts the batch.
  virtual absl::Status BeforeCommit(Tx& tx) = 0;
  virtual void Committed() = 0;
  // Nothing of the batch was kept.
  virtual void Aborted() = 0;
};

struct WriteJob {
  // Undone alone if it fails, whatever it wrote. May run more than once: only the last run counts.
  absl::AnyInvocable<absl::Status(Tx&)> run;
  // If `run` failed: what is to be written all the same (the ledger entry of a refusal). May be empty. Its error
  // becomes the job's result.
  absl::AnyInvocable<absl::Status(Tx&, const absl::Status&)> on_error;
  // Called once when the batch is durable or lost, with the status of `run`, or STORE_UNAVAILABLE if nothing was kept.
  absl::AnyInvocable<void(absl::Status)> done;
};

struct ReadJob {
  absl::AnyInvocable<absl::Status(ReadTx&)> run;
  absl::AnyInvocable<void(absl::Status)> done;
};

struct Migration {
  int version;  // 1, 2, 3 … within `component`
  std::string component;
  std::string sql;
};

// Thread-safe. Jobs run on the engine's own threads; `done` runs on its completion threads and must not block.
class Database {
 public:
  virtual ~Database() = default;

  // Whether this process alone writes: batches then follow each other, and nothing changes but by them.
  virtual bool exclusive() const = 0;

  // Both refuse through `done`: with OVERLOADED when too many jobs wait, and with INTERNAL when a job calls them. The
  // job then fails as well.
  virtual void Write(WriteJob job) = 0;
  virtual void Read(ReadJob job) = 0;

  // Before the first Write. Hooks are not owned and must outlive the database's threads (until Stop).
  virtual void AddHook(BatchHook* hook) = 0;

  // Applies what is new, all in one transaction. Refuses a database from a later version of the program.
  virtual absl::Status Migrate(const std::vector<Migration>& migrations) = 0;

  // Finishes the jobs that wait, then ends the threads. Later jobs are refused.
  virtual void Stop() = 0;

  // For threads that may wait: not for gRPC's.
  absl::Status WriteAndWait(absl::AnyInvocable<absl::Status(Tx&)> run);
  absl::Status ReadAndWait(absl::AnyInvocable<absl::Status(ReadTx&)> run);
  // The value that `run` reads, which returns it as an absl::StatusOr.
  template <typename Run>
  std::invoke_result_t<Run&, ReadTx&> ReadValue(Run run) {
    std::invoke_result_t<Run&, ReadTx&> value = absl::UnknownError("");
    const absl::Status done = ReadAndWait([&](ReadTx& tx) {
      value = run(tx);
      return value.status();
    });
    if (!done.ok()) return done;
    return value;
  }
};

}  // namespace liandong::store
