#pragma once

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "shared/store/connection.h"
#include "shared/store/job_queue.h"
#include "shared/threads/executor.h"

namespace liandong::store {

// The threads around an engine's connections. Each writer commits all waiting requests in one transaction; each reader
// serves reads.
class PooledDatabase : public Database {
 public:
  struct Parts {
    // Lives as long as the connections.
    std::shared_ptr<void> beside;
    std::vector<std::unique_ptr<Connection>> writers;
    std::vector<std::unique_ptr<Connection>> readers;
    bool exclusive;
    size_t batch;  // most jobs in one transaction
  };
  explicit PooledDatabase(Parts parts);
  ~PooledDatabase() override;

  bool exclusive() const override { return parts_.exclusive; }
  void Write(WriteJob job) override;
  void Read(ReadJob job) override;
  void AddHook(BatchHook* hook) override { hooks_.push_back(hook); }
  absl::Status Migrate(const std::vector<Migration>& migrations) override;
  void Stop() override;

 private:
  void RunWriter(Connection& connection);
  void RunReader(Connection& connection);
  // Used within the `done` of a read, on the reader's thread: collects the writes that follow until the current reads
  // are finished.
  static std::vector<WriteJob>*& Gathering();
  void Commit(Connection& connection, std::vector<WriteJob> batch);

  Parts parts_;
  std::vector<BatchHook*> hooks_;
  JobQueue<WriteJob> writes_;
  JobQueue<ReadJob> reads_;
  std::unique_ptr<threads::Executor> completions_;
  std::vector<std::thread> writer_threads_;
  std::vector<std::thread> reader_threads_;
};

}  // namespace liandong::store
