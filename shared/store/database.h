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

// Durable storage. Statements use the SQL that both engines accept, with parameters $1, $2 … numbered in the order in
// which they appear. Migrations use INTEGER for 64 bits, BLOB for bytes, and WITHOUT ROWID if rows are stored in the
// order of their key.
namespace liandong::store {

// Written in braces at a call, or in a container that outlives it.
using Values = absl::Span<const Value>;

// One consistent view.
class ReadTx {
 public:
  virtual ~ReadTx() = default;
  // Calls `each` for every row. Statements are prepared and cached, so `sql` must not contain values.
  virtual absl::Status Query(absl::string_view sql, Values values, absl::FunctionRef<void(const Row&)> each) = 0;
};

class Tx : public ReadTx {
 public:
  // Returns the number of rows changed.
  virtual absl::StatusOr<int64_t> Execute(absl::string_view sql, Values values) = 0;

  // For a write whose row count nobody needs. An engine may send it together with the next statement. A failure may
  // then appear only there or at the commit; the job fails in any case.
  virtual absl::Status Put(absl::string_view sql, Values values) = 0;

  // Tries to take the lock of `task`, which all replicas share, until the transaction ends. Returns whether it
  // succeeded; does not wait. A migration must have put the name into the table `lead`.
  virtual absl::StatusOr<bool> Lead(absl::string_view task) = 0;
};

// Functions that run in the transaction of a batch of requests. If several connections write, they are called from
// several threads.
class BatchHook {
 public:
  virtual ~BatchHook() = default;
  // After the last request of the batch. An error aborts the batch.
  virtual absl::Status BeforeCommit(Tx& tx) = 0;
  virtual void Committed() = 0;
  // Nothing of the batch was stored.
  virtual void Aborted() = 0;
};

struct WriteJob {
  // If it fails, only its own writes are undone. May run more than once; only the last attempt counts.
  absl::AnyInvocable<absl::Status(Tx&)> run;
  // Writes what must be stored even if `run` failed (the ledger entry of a refusal). May be empty. Its error becomes
  // the result of the job.
  absl::AnyInvocable<absl::Status(Tx&, const absl::Status&)> on_error;
  // Called once when the batch is durable or lost, with the status of `run`, or with STORE_UNAVAILABLE if nothing was
  // stored.
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

// Thread-safe. Jobs run on the engine's own threads. `done` runs on its completion threads and must not block.
class Database {
 public:
  virtual ~Database() = default;

  // Whether only this process writes. Batches then follow each other, and nothing else changes the data.
  virtual bool exclusive() const = 0;

  // Both refuse through `done`: with OVERLOADED when too many jobs wait, and with INTERNAL if a job calls them; that
  // job then fails too.
  virtual void Write(WriteJob job) = 0;
  virtual void Read(ReadJob job) = 0;

  // Call while no write is in progress. Hooks are not owned and must outlive the threads of the database (until Stop).
  virtual void AddHook(BatchHook* hook) = 0;

  // Applies new migrations in one transaction. Refuses a database from a later version of the program.
  virtual absl::Status Migrate(const std::vector<Migration>& migrations) = 0;

  // Finishes the waiting jobs, then ends the threads. Refuses later jobs.
  virtual void Stop() = 0;

  // For threads that may wait, not for those of gRPC.
  absl::Status WriteAndWait(absl::AnyInvocable<absl::Status(Tx&)> run);
  absl::Status ReadAndWait(absl::AnyInvocable<absl::Status(ReadTx&)> run);
  // Returns the value that `run` reads as an absl::StatusOr.
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
