#include "shared/store/sqlite_database.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/errors.h"
#include "shared/base/limits.h"
#include "shared/base/status_macros.h"

namespace liandong::store {
namespace {

constexpr int kReaders = 2;
constexpr int kCompletionThreads = 2;
// Few, so that a long list does not hold up what other readers could answer.
constexpr size_t kReadsAtOnce = 8;
constexpr char kPragmas[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-65536;";
// Pages of 4 KiB: the log's length at which commits wait for it to be moved.
constexpr int kLogBackstop = 16000;

absl::Status Unavailable() { return base::Refuse(contract::v1::ERROR_REASON_STORE_UNAVAILABLE); }

absl::StatusOr<int> HoldFile(const std::string& path) {
  const int lock = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock < 0) return absl::UnavailableError(absl::StrCat("cannot write ", path));
  if (flock(lock, LOCK_EX | LOCK_NB) != 0) {
    close(lock);
    return absl::UnavailableError(absl::StrCat("another process holds ", path));
  }
  return lock;
}

absl::StatusOr<int64_t> SchemaVersion(SqliteConnection& connection, absl::string_view component) {
  int64_t version = 0;
  LD_RETURN_IF_ERROR(connection.Query("SELECT version FROM schema_version WHERE component = $1", {component},
                                      [&](const Row& row) { version = row.Int(0); }));
  return version;
}

absl::Status RefuseLaterSchema(SqliteConnection& connection, const std::vector<Migration>& migrations) {
  std::map<std::string, int> latest;
  for (const Migration& migration : migrations) {
    latest[migration.component] = std::max(latest[migration.component], migration.version);
  }
  for (const auto& [component, version] : latest) {
    LD_ASSIGN_OR_RETURN(const int64_t current, SchemaVersion(connection, component));
    if (current > version) {
      return absl::FailedPreconditionError(
          absl::StrCat("the database's ", component, " schema is of a later version of this program"));
    }
  }
  return absl::OkStatus();
}

absl::Status Apply(SqliteConnection& connection, const Migration& migration) {
  LD_ASSIGN_OR_RETURN(const int64_t current, SchemaVersion(connection, migration.component));
  if (migration.version <= current) return absl::OkStatus();
  LD_RETURN_IF_ERROR(connection.Script(migration.sql));
  return connection
      .Execute(
          "INSERT INTO schema_version VALUES ($1, $2) ON CONFLICT (component) DO UPDATE SET version = excluded.version",
          {absl::string_view(migration.component), int64_t{migration.version}})
      .status();
}

}  // namespace

absl::StatusOr<std::unique_ptr<SqliteDatabase>> SqliteDatabase::Open(const std::string& path) {
  LD_ASSIGN_OR_RETURN(const int lock, HoldFile(path + ".lock"));
  auto database = std::unique_ptr<SqliteDatabase>(new SqliteDatabase(lock));
  LD_ASSIGN_OR_RETURN(database->writer_, SqliteConnection::Open(path, SqliteConnection::Mode::kReadWrite));
  LD_RETURN_IF_ERROR(database->writer_->Script(kPragmas));
  LD_ASSIGN_OR_RETURN(database->checkpointer_, SqliteCheckpointer::Open(path));
  database->writer_->OnCommit(
      [checkpointer = database->checkpointer_.get()](int pages) { checkpointer->Committed(pages); }, kLogBackstop);
  for (int i = 0; i < kReaders; ++i) {
    LD_ASSIGN_OR_RETURN(auto reader, SqliteConnection::Open(path, SqliteConnection::Mode::kReadOnly));
    database->readers_.push_back(std::move(reader));
  }
  database->completions_ = std::make_unique<base::Executor>("replies", kCompletionThreads);
  SqliteDatabase* const self = database.get();
  self->writer_thread_ = std::thread([self] { self->RunWriter(); });
  pthread_setname_np(self->writer_thread_.native_handle(), "store-writer");
  for (const auto& reader : self->readers_) {
    self->reader_threads_.emplace_back([self, connection = reader.get()] { self->RunReader(*connection); });
    pthread_setname_np(self->reader_threads_.back().native_handle(), "store-reader");
  }
  return database;
}

SqliteDatabase::~SqliteDatabase() {
  Stop();
  close(lock_);
}

void SqliteDatabase::Stop() {
  // Readers first: what they have read still has its ledger entry to write.
  reads_.Close();
  for (std::thread& thread : reader_threads_) {
    if (thread.joinable()) thread.join();
  }
  writes_.Close();
  if (writer_thread_.joinable()) writer_thread_.join();
  completions_.reset();
}

void SqliteDatabase::RunWriter() {
  for (auto batch = writes_.Pop(base::limits::kMaxBatch); !batch.empty();
       batch = writes_.Pop(base::limits::kMaxBatch)) {
    RunBatch(std::move(batch));
    // Where the processors are busy, let those run that fill the next batch: the larger it is the less a call costs.
    std::this_thread::yield();
  }
}

void SqliteDatabase::RunBatch(std::vector<WriteJob> batch) {
  Attempt attempt = RunOnce(batch, &SqliteDatabase::RunBare);
  if (attempt.torn) attempt = RunOnce(batch, &SqliteDatabase::RunInSavepoints);
  // One wake-up for the whole batch.
  completions_->Post([batch = std::move(batch), attempt = std::move(attempt)]() mutable {
    for (size_t i = 0; i < batch.size(); ++i) {
      batch[i].done(attempt.whole.ok() ? std::move(attempt.results[i]) : Unavailable());
    }
  });
}

SqliteDatabase::Attempt SqliteDatabase::RunOnce(std::vector<WriteJob>& batch, JobRunner runner) {
  Attempt attempt;
  attempt.results.reserve(batch.size());
  attempt.whole = writer_->Execute("BEGIN IMMEDIATE", {}).status();
  for (WriteJob& job : batch) {
    if (!attempt.whole.ok()) break;
    attempt.results.push_back((this->*runner)(job, attempt));
    if (attempt.torn || !writer_->InTransaction()) attempt.whole = Unavailable();
  }
  for (BatchHook* hook : hooks_) {
    if (attempt.whole.ok()) attempt.whole = hook->BeforeCommit(*writer_);
  }
  if (attempt.whole.ok()) attempt.whole = writer_->Execute("COMMIT", {}).status();
  if (!attempt.whole.ok() && writer_->InTransaction()) writer_->Execute("ROLLBACK", {}).IgnoreError();
  for (BatchHook* hook : hooks_) attempt.whole.ok() ? hook->Committed() : hook->Aborted();
  return attempt;
}

// A savepoint makes SQLite copy every page before it changes, and nearly all refusals come before a job has written. So
// the batch runs without, and once more with savepoints if a job did fail after it wrote.
absl::Status SqliteDatabase::RunBare(WriteJob& job, Attempt& attempt) {
  const int64_t before = writer_->Changes();
  absl::Status status = job.run(*writer_);
  if (status.ok()) return status;
  attempt.torn = writer_->Changes() != before;
  if (attempt.torn || job.on_error == nullptr || !writer_->InTransaction()) return status;
  const absl::Status left = job.on_error(*writer_, status);
  attempt.torn = !left.ok();
  return status;
}

absl::Status SqliteDatabase::RunInSavepoints(WriteJob& job, Attempt&) {
  absl::Status status = InSavepoint([&](Tx& tx) { return job.run(tx); });
  if (status.ok() || job.on_error == nullptr || !writer_->InTransaction()) return status;
  LD_RETURN_IF_ERROR(InSavepoint([&](Tx& tx) { return job.on_error(tx, status); }));
  return status;
}

absl::Status SqliteDatabase::InSavepoint(absl::FunctionRef<absl::Status(Tx&)> run) {
  LD_RETURN_IF_ERROR(writer_->Execute("SAVEPOINT job", {}).status());
  absl::Status status = run(*writer_);
  if (!writer_->InTransaction()) return status;
  if (!status.ok()) LD_RETURN_IF_ERROR(writer_->Execute("ROLLBACK TO job", {}).status());
  LD_RETURN_IF_ERROR(writer_->Execute("RELEASE job", {}).status());
  return status;
}

void SqliteDatabase::Write(WriteJob job) {
  std::vector<WriteJob>* const gathering = Gathering();
  gathering != nullptr ? gathering->push_back(std::move(job)) : writes_.Push(std::move(job));
}

std::vector<WriteJob>*& SqliteDatabase::Gathering() {
  static thread_local std::vector<WriteJob>* gathering = nullptr;
  return gathering;
}

// Each read leaves a ledger entry to write: the entries of those that were read at once go to the writer at once.
void SqliteDatabase::RunReader(SqliteConnection& connection) {
  std::vector<WriteJob> gathered;
  for (auto jobs = reads_.Pop(kReadsAtOnce); !jobs.empty(); jobs = reads_.Pop(kReadsAtOnce)) {
    for (ReadJob& job : jobs) {
      absl::Status status = RunRead(connection, job);
      Gathering() = &gathered;
      job.done(std::move(status));
      Gathering() = nullptr;
    }
    writes_.PushAll(std::exchange(gathered, {}));
  }
}

// One transaction, so that all statements of the job see one state.
absl::Status SqliteDatabase::RunRead(SqliteConnection& connection, ReadJob& job) {
  if (!connection.Execute("BEGIN", {}).ok()) return Unavailable();
  absl::Status status = job.run(connection);
  connection.Execute("COMMIT", {}).IgnoreError();
  return status;
}

absl::Status SqliteDatabase::Migrate(const std::vector<Migration>& migrations) {
  return WriteAndWait([&](Tx&) -> absl::Status {
    LD_RETURN_IF_ERROR(writer_->Script(
        "CREATE TABLE IF NOT EXISTS schema_version (component TEXT PRIMARY KEY, version INTEGER NOT NULL)"));
    LD_RETURN_IF_ERROR(RefuseLaterSchema(*writer_, migrations));
    for (const Migration& migration : migrations) LD_RETURN_IF_ERROR(Apply(*writer_, migration));
    return absl::OkStatus();
  });
}

}  // namespace liandong::store
