#pragma once

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "shared/base/executor.h"
#include "shared/store/database.h"
#include "shared/store/job_queue.h"
#include "shared/store/sqlite_checkpointer.h"
#include "shared/store/sqlite_connection.h"

namespace liandong::store {

// Embedded storage: WAL, synchronous=FULL. One writer commits all requests that wait with one fsync; readers each have
// a connection. One process at a time holds the database.
class SqliteDatabase : public Database {
 public:
  // Makes the file if it is not there. UNAVAILABLE if another process holds it.
  static absl::StatusOr<std::unique_ptr<SqliteDatabase>> Open(const std::string& path);
  ~SqliteDatabase() override;

  void Write(WriteJob job) override;
  void Read(ReadJob job) override { reads_.Push(std::move(job)); }
  void AddHook(BatchHook* hook) override { hooks_.push_back(hook); }
  absl::Status Migrate(const std::vector<Migration>& migrations) override;
  void Stop() override;

 private:
  // One try at a batch.
  struct Attempt {
    absl::Status whole;
    std::vector<absl::Status> results;
    bool torn = false;  // a job failed and left writes behind
  };
  using JobRunner = absl::Status (SqliteDatabase::*)(WriteJob&, Attempt&);

  explicit SqliteDatabase(int lock) : lock_(lock) {}
  void RunWriter();
  void RunReader(SqliteConnection& connection);
  // Of the reader on this thread, within a read's `done`: what is left to write, kept until the reads at hand are done.
  static std::vector<WriteJob>*& Gathering();
  void RunBatch(std::vector<WriteJob> batch);
  Attempt RunOnce(std::vector<WriteJob>& batch, JobRunner runner);
  absl::Status RunBare(WriteJob& job, Attempt& attempt);
  absl::Status RunInSavepoints(WriteJob& job, Attempt& attempt);
  static absl::Status RunRead(SqliteConnection& connection, ReadJob& job);
  absl::Status InSavepoint(absl::FunctionRef<absl::Status(Tx&)> run);

  int lock_;  // file descriptor
  // Before the writer, whose commits call it.
  std::unique_ptr<SqliteCheckpointer> checkpointer_;
  std::unique_ptr<SqliteConnection> writer_;
  std::vector<std::unique_ptr<SqliteConnection>> readers_;
  std::vector<BatchHook*> hooks_;
  JobQueue<WriteJob> writes_;
  JobQueue<ReadJob> reads_;
  std::unique_ptr<base::Executor> completions_;
  std::thread writer_thread_;
  std::vector<std::thread> reader_threads_;
};

}  // namespace liandong::store
