#include "shared/store/postgres_link.h"

#include <poll.h>

#include <array>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/status_macros.h"
#include "shared/limits/limits.h"
#include "shared/store/postgres_values.h"
#include "shared/store/prepared.h"

namespace liandong::store {
namespace {

constexpr int kBinary = 1;
// Index scans only: the predicate lock of a sequential scan covers the whole table and would conflict with every other
// transaction. Disabled sequential scans look so expensive that PostgreSQL would compile the plan, which takes tenths
// of a second, so JIT is off too.
constexpr char kSession[] =
    "SET client_min_messages = error; SET client_encoding = 'UTF8'; SET enable_seqscan = off; SET jit = off; "
    // The planner does not know how few rows a LIMIT asks for, and would rather read and sort all that match.
    "SET enable_bitmapscan = off; SET enable_sort = off; "
    "SET plan_cache_mode = force_generic_plan; SET lock_timeout = '5s'; "
    // The machine of a replica may vanish without closing connections. Its locks must not block others for long.
    "SET idle_in_transaction_session_timeout = '5s'; SET tcp_user_timeout = '5s'; SET tcp_keepalives_idle = 5; "
    "SET tcp_keepalives_interval = 1; SET tcp_keepalives_count = 5";

PGconn* Dial(const std::string& conninfo) {
  // Later settings override earlier ones: the deployment's own settings come last.
  constexpr int kExpand = 1;
  const std::array<const char*, 7> keys = {"connect_timeout",
                                           "application_name",
                                           "target_session_attrs",
                                           "tcp_user_timeout",
                                           "keepalives_idle",
                                           "dbname",
                                           nullptr};
  const std::array<const char*, 7> values = {"3", "liandong", "read-write", "5000", "5", conninfo.c_str(), nullptr};
  return PQconnectdbParams(keys.data(), values.data(), kExpand);
}

}  // namespace

absl::StatusOr<std::unique_ptr<PostgresLink>> PostgresLink::Connect(const std::string& conninfo) {
  auto link = std::unique_ptr<PostgresLink>(new PostgresLink(Dial(conninfo)));
  if (PQstatus(link->connection_) != CONNECTION_OK) return absl::UnavailableError("postgres: cannot connect");
  LD_RETURN_IF_ERROR(link->SetUp());
  return link;
}

PostgresLink::~PostgresLink() { PQfinish(connection_); }

absl::Status PostgresLink::SetUp() {
  const PostgresResult set(PQexec(connection_, kSession), PQclear);
  if (PQresultStatus(set.get()) != PGRES_COMMAND_OK) return Failed(set.get());
  LD_ASSIGN_OR_RETURN(const std::string fsync, Setting("SHOW fsync"));
  if (fsync != "on")
    return absl::FailedPreconditionError(
        "the PostgreSQL server runs with fsync off and could lose commits: set fsync = on");
  LD_ASSIGN_OR_RETURN(const std::string commit, Setting("SHOW synchronous_commit"));
  if (commit == "off" || commit == "local") {
    const PostgresResult on(PQexec(connection_, "SET synchronous_commit = on"), PQclear);
    if (PQresultStatus(on.get()) != PGRES_COMMAND_OK) return Failed(on.get());
  }
  if (PQsetnonblocking(connection_, 1) != 0 || PQenterPipelineMode(connection_) != 1) return Lost();
  return absl::OkStatus();
}

absl::StatusOr<std::string> PostgresLink::Setting(const char* query) {
  const PostgresResult shown(PQexec(connection_, query), PQclear);
  if (PQresultStatus(shown.get()) != PGRES_TUPLES_OK) return Failed(shown.get());
  return std::string(PQgetvalue(shown.get(), 0, 0));
}

absl::Status PostgresLink::Send(absl::string_view sql, Values values) {
  if (lost_) return Lost();
  const PostgresParameters parameters(values);
  const std::string& name = NameOf(sql);
  const auto [statement, is_new] = prepared_.emplace(sql);
  if (is_new) {
    if (PQsendPrepare(connection_, name.c_str(), statement->c_str(), parameters.count(), parameters.types()) != 1) {
      return Lost();
    }
    queued_.push_back({*statement, true});
    TellPrepared({sql, {parameters.types(), parameters.types() + parameters.count()}});
  }
  if (PQsendQueryPrepared(connection_, name.c_str(), parameters.count(), parameters.bytes(), parameters.lengths(),
                          parameters.formats(), kBinary) != 1) {
    return Lost();
  }
  queued_.push_back({*statement, false});
  return absl::OkStatus();
}

const std::string& PostgresLink::NameOf(absl::string_view sql) {
  return names_.try_emplace(std::string(sql), absl::StrCat("s", names_.size())).first->second;
}

absl::StatusOr<PostgresResult> PostgresLink::Await() {
  if (lost_ || PQpipelineSync(connection_) != 1) return Lost();
  PostgresResult last(nullptr, PQclear);
  std::optional<absl::Status> failure;
  for (const Queued& queued : std::exchange(queued_, {})) {
    LD_ASSIGN_OR_RETURN(PostgresResult result, Next());
    const ExecStatusType status = PQresultStatus(result.get());
    const bool done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    // Statements that the server skipped after an error were not prepared either.
    if (queued.prepares && !done) prepared_.erase(queued.sql);
    if (!done && status != PGRES_PIPELINE_ABORTED && !failure.has_value()) failure = Failed(result.get());
    last = std::move(result);
    // The null that ends the results of a statement.
    LD_RETURN_IF_ERROR(WaitReady());
    PQgetResult(connection_);
  }
  LD_ASSIGN_OR_RETURN(const PostgresResult synced, Next());
  if (failure.has_value()) return *failure;
  return PQresultStatus(synced.get()) == PGRES_PIPELINE_SYNC ? absl::StatusOr<PostgresResult>(std::move(last)) : Lost();
}

absl::StatusOr<PostgresResult> PostgresLink::Next() {
  LD_RETURN_IF_ERROR(WaitReady());
  PostgresResult result(PQgetResult(connection_), PQclear);
  if (result == nullptr || PQstatus(connection_) != CONNECTION_OK) return Lost();
  return result;
}

absl::Status PostgresLink::WaitReady() {
  const absl::Time until = absl::Now() + limits::kStatementPatience;
  while (true) {
    const int unsent = PQflush(connection_);
    if (unsent < 0) return Lost();
    if (unsent == 0 && PQisBusy(connection_) == 0) return absl::OkStatus();
    const auto left = absl::ToInt64Milliseconds(until - absl::Now());
    pollfd socket{PQsocket(connection_), static_cast<int16_t>(unsent == 0 ? POLLIN : POLLIN | POLLOUT), 0};
    if (left <= 0 || poll(&socket, 1, static_cast<int>(left)) == 0) return Lost();
    if ((socket.revents & ~POLLOUT) != 0 && PQconsumeInput(connection_) != 1) return Lost();
  }
}

absl::Status PostgresLink::Script(const std::string& sql) {
  if (lost_ || PQexitPipelineMode(connection_) != 1) return Lost();
  const PostgresResult done(PQexec(connection_, sql.c_str()), PQclear);
  const absl::Status status = PQresultStatus(done.get()) == PGRES_COMMAND_OK ? absl::OkStatus() : Failed(done.get());
  return PQenterPipelineMode(connection_) == 1 ? status : Lost();
}

absl::Status PostgresLink::Lost() {
  lost_ = true;
  sqlstate_.clear();
  return absl::UnavailableError("postgres: the connection is lost");
}

absl::Status PostgresLink::Failed(const PGresult* result) {
  const char* const code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  if (code == nullptr) return Lost();
  sqlstate_ = code;
  return absl::UnavailableError(absl::StrCat("postgres: ", sqlstate_));
}

}  // namespace liandong::store
