#include "shared/store/pooled_database.h"

#include <pthread.h>

#include <algorithm>

#include "shared/errors/errors.h"
#include "shared/store/batch.h"
#include "shared/store/job_scope.h"
#include "shared/store/migrate.h"

namespace liandong::store {
namespace {

constexpr int kCompletionThreads = 2;
// Few, so that a long list does not delay reads that other threads could serve.
constexpr size_t kReadsAtOnce = 8;

// One reader is always free for short reads, unless there is only one.
int LongReadsAtOnce(size_t readers) { return std::max(1, static_cast<int>(readers) - 1); }

}  // namespace

PooledDatabase::PooledDatabase(Parts parts)
    : parts_(std::move(parts)),
      writes_(static_cast<int64_t>(parts_.batch) / limits::kBatchShares),
      reads_(limits::kReadShare, {.work = limits::kLongRead, .at_once = LongReadsAtOnce(parts_.readers.size())}),
      completions_(std::make_unique<threads::Executor>("replies", kCompletionThreads)) {
  for (const auto& connection : parts_.writers) {
    writers_.push_back(std::make_unique<Writer>(connection.get()));
    writer_threads_.emplace_back([this, writer = writers_.back().get()] { RunWriter(*writer); });
    pthread_setname_np(writer_threads_.back().native_handle(), "store-writer");
  }
  for (const auto& reader : parts_.readers) {
    reader_threads_.emplace_back([this, connection = reader.get()] { RunReader(*connection); });
    pthread_setname_np(reader_threads_.back().native_handle(), "store-reader");
  }
}

PooledDatabase::~PooledDatabase() { Stop(); }

void PooledDatabase::Stop() {
  // Readers stop first, because the ledger entries of their reads must still be written.
  reads_.Close();
  for (std::thread& thread : reader_threads_) {
    if (thread.joinable()) thread.join();
  }
  writes_.Close();
  for (std::thread& thread : writer_threads_) {
    if (thread.joinable()) thread.join();
  }
  completions_.reset();
}

void PooledDatabase::RunWriter(Writer& writer) {
  for (auto batch = writes_.Pop(parts_.batch); !batch.jobs.empty(); batch = writes_.Pop(parts_.batch)) {
    writer.turn.Lock();
    Commit(writer, std::move(batch.jobs));
    // If the processors are busy, lets the threads run that fill the next batch: the larger it is, the less a call
    // costs.
    std::this_thread::yield();
  }
}

void PooledDatabase::Commit(Writer& writer, std::vector<WriteJob> batch) {
  BatchResult result = RunBatch(*writer.connection, hooks_, batch);
  writer.turn.Unlock();
  // While calls arrive one at a time, waking another thread costs more than it saves.
  if (batch.size() == 1 && writes_.empty()) return Complete(batch, result);
  // One wake-up for the whole batch.
  completions_->Post([batch = std::move(batch), result = std::move(result)]() mutable { Complete(batch, result); });
}

void PooledDatabase::Complete(std::vector<WriteJob>& batch, BatchResult& result) {
  for (size_t i = 0; i < batch.size(); ++i) {
    batch[i].done(result.whole.ok() ? std::move(result.results[i])
                                    : errors::Refuse(contract::v1::ERROR_REASON_STORE_UNAVAILABLE));
  }
}

void PooledDatabase::Write(WriteJob job) {
  if (absl::Status nested = JobScope::CheckNone(); !nested.ok()) return job.done(std::move(nested));
  const threads::Turn turn = threads::TurnScope::Current();
  std::vector<GatheredJob>* const gathering = Gathering();
  gathering != nullptr ? gathering->push_back({turn, std::move(job)}) : writes_.Push(turn, std::move(job));
}

void PooledDatabase::Read(ReadJob job) {
  if (absl::Status nested = JobScope::CheckNone(); !nested.ok()) return job.done(std::move(nested));
  reads_.Push(threads::TurnScope::Current(), std::move(job));
}

std::vector<PooledDatabase::GatheredJob>*& PooledDatabase::Gathering() {
  static thread_local std::vector<GatheredJob>* gathering = nullptr;
  return gathering;
}

// Each read must still write a ledger entry. The entries of reads that ran together go to the writer together.
void PooledDatabase::RunReader(Connection& connection) {
  std::vector<GatheredJob> gathered;
  for (auto popped = reads_.Pop(kReadsAtOnce); !popped.jobs.empty(); popped = reads_.Pop(kReadsAtOnce)) {
    RunReads(connection, popped.jobs, parts_.exclusive, [&](ReadJob& job, absl::Status status) {
      Gathering() = &gathered;
      job.done(std::move(status));
      Gathering() = nullptr;
    });
    reads_.Finish(popped);
    WriteGathered(std::exchange(gathered, {}));
  }
}

void PooledDatabase::WriteGathered(std::vector<GatheredJob> gathered) {
  // While calls arrive one at a time, this thread writes the entry itself, because waking the writer costs more.
  Writer& writer = *writers_.front();
  const bool alone = parts_.exclusive && gathered.size() == 1 && reads_.empty() && writes_.empty();
  if (!alone || !writer.turn.TryLock()) return writes_.PushAll(std::move(gathered));
  std::vector<WriteJob> batch;
  batch.push_back(std::move(gathered.front().job));
  Commit(writer, std::move(batch));
}

absl::Status PooledDatabase::Migrate(const std::vector<Migration>& migrations) {
  // Every Tx of this database is a Connection of its engine.
  return WriteAndWait([&](Tx& tx) { return ApplyMigrations(static_cast<Connection&>(tx), migrations); });
}

}  // namespace liandong::store
