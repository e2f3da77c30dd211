#pragma once

#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "shared/limits/admission.h"
#include "shared/store/batch.h"
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
  // A connection that writes. Its turn is held during a batch, because several threads may begin one.
  struct Writer {
    explicit Writer(Connection* to) : connection(to) {}
    absl::Mutex turn;
    Connection* const connection;
  };

  using GatheredJob = JobQueue<WriteJob>::Turned;

  void RunWriter(Writer& writer);
  void RunReader(Connection& connection);
  // Passes on the ledger entries of reads.
  void WriteGathered(std::vector<GatheredJob> gathered);
  // Used within the `done` of a read, on the reader's thread: collects the writes that follow until the current reads
  // are finished.
  static std::vector<GatheredJob>*& Gathering();
  // The caller holds the writer's turn, which ends with the transaction.
  void Commit(Writer& writer, std::vector<WriteJob> batch) ABSL_UNLOCK_FUNCTION(writer.turn);
  static void Complete(std::vector<WriteJob>& batch, BatchResult& result);

  Parts parts_;
  std::vector<std::unique_ptr<Writer>> writers_;
  std::vector<BatchHook*> hooks_;
  JobQueue<WriteJob> writes_;
  JobQueue<ReadJob> reads_;
  std::unique_ptr<threads::Executor> completions_;
  std::vector<std::thread> writer_threads_;
  std::vector<std::thread> reader_threads_;
};

}  // namespace liandong::store
