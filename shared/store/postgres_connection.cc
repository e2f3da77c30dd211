#include "shared/store/postgres_connection.h"

#include "absl/strings/numbers.h"
#include "shared/base/status_macros.h"
#include "shared/store/postgres_dialect.h"
#include "shared/store/postgres_values.h"

namespace liandong::store {
namespace {

// Serialization failure, deadlock, or lock timeout; or a unique key taken by a transaction that this one could not see,
// but that a second attempt will see.
bool IsConflict(absl::string_view sqlstate) {
  return sqlstate == "40001" || sqlstate == "40P01" || sqlstate == "55P03" || sqlstate == "23505";
}

// The server is stopping, starting, or has become a standby: this connection is of no more use.
bool IsGoing(absl::string_view sqlstate) {
  return sqlstate.substr(0, 2) == "08" || sqlstate.substr(0, 2) == "57" || sqlstate == "25006";
}

}  // namespace

absl::Status PostgresConnection::Connect() {
  if (link_ != nullptr && !link_->lost()) return absl::OkStatus();
  link_.reset();
  LD_ASSIGN_OR_RETURN(link_, PostgresLink::Connect(conninfo_));
  return absl::OkStatus();
}

absl::Status PostgresConnection::Begin(Access access) {
  state_ = State::kOver;
  stale_ = link_ != nullptr && !link_->lost();
  LD_RETURN_IF_ERROR(Connect());
  state_ = State::kSound;
  return Queue(access == Access::kWrite ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                                        : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
}

absl::Status PostgresConnection::Commit() {
  // A connection that was lost before this transaction must be detected before the commit begins.
  if (stale_) LD_RETURN_IF_ERROR(Await().status());
  LD_RETURN_IF_ERROR(Queue("COMMIT"));
  LD_ASSIGN_OR_RETURN(const PostgresResult result, Await());
  // The server answers the COMMIT of a failed transaction with a rollback, not with an error.
  if (absl::string_view(PQcmdStatus(result.get())) == "COMMIT") return absl::OkStatus();
  state_ = State::kTainted;
  return absl::UnavailableError("postgres: rolled back");
}

void PostgresConnection::Rollback() {
  if (link_ == nullptr || link_->lost()) return;
  const bool useful = !IsGoing(link_->sqlstate()) && link_->Send("ROLLBACK", {}).ok() && link_->Await().ok();
  if (!useful) link_.reset();
}

absl::Status PostgresConnection::RollBackToSavepoint() {
  if (state_ == State::kTainted) state_ = State::kSound;
  return Queue("ROLLBACK TO SAVEPOINT job");
}

absl::Status PostgresConnection::ReleaseSavepoint() {
  LD_RETURN_IF_ERROR(Queue("RELEASE SAVEPOINT job"));
  return Await().status();
}

absl::Status PostgresConnection::Query(absl::string_view sql, Values values, absl::FunctionRef<void(const Row&)> each) {
  LD_ASSIGN_OR_RETURN(const PostgresResult result, Ask(sql, values));
  for (int i = 0; i < PQntuples(result.get()); ++i) each(PostgresRow(result.get(), i));
  return absl::OkStatus();
}

absl::StatusOr<int64_t> PostgresConnection::Execute(absl::string_view sql, Values values) {
  LD_ASSIGN_OR_RETURN(const PostgresResult result, Ask(sql, values));
  int64_t changed = 0;
  if (!absl::SimpleAtoi(PQcmdTuples(result.get()), &changed)) changed = 0;
  changes_ += changed;
  return changed;
}

absl::Status PostgresConnection::Put(absl::string_view sql, Values values) {
  ++changes_;
  return Queue(sql, values);
}

// A row lock instead of PostgreSQL's advisory locks, because engines that speak its protocol may only pretend to have
// those.
absl::StatusOr<bool> PostgresConnection::Lead(absl::string_view task) {
  bool leads = false;
  LD_RETURN_IF_ERROR(
      Query("SELECT task FROM lead WHERE task = $1 FOR UPDATE SKIP LOCKED", {task}, [&](const Row&) { leads = true; }));
  return leads;
}

absl::Status PostgresConnection::Script(const std::string& sql) {
  LD_RETURN_IF_ERROR(Await().status());
  absl::Status done = link_->Script(ToPostgres(sql));
  if (!done.ok()) state_ = StateAfterError();
  return done;
}

absl::StatusOr<PostgresResult> PostgresConnection::Ask(absl::string_view sql, Values values) {
  LD_RETURN_IF_ERROR(Queue(sql, values));
  return Await();
}

absl::Status PostgresConnection::Queue(absl::string_view sql, Values values) {
  if (state_ != State::kSound) return absl::UnavailableError("postgres: the transaction has failed");
  absl::Status queued = link_->Send(sql, values);
  if (!queued.ok()) state_ = StateAfterError();
  return queued;
}

absl::StatusOr<PostgresResult> PostgresConnection::Await() {
  if (state_ != State::kSound) return absl::UnavailableError("postgres: the transaction has failed");
  auto result = link_->Await();
  if (!result.ok()) state_ = StateAfterError();
  // From here on, a lost connection may mean a lost transaction, or only a lost answer.
  stale_ = false;
  return result;
}

Connection::State PostgresConnection::StateAfterError() const {
  // Nothing is stored of a transaction whose connection was lost before its commit.
  if (link_->lost() || IsGoing(link_->sqlstate())) return stale_ ? State::kConflict : State::kOver;
  return IsConflict(link_->sqlstate()) ? State::kConflict : State::kTainted;
}

}  // namespace liandong::store
