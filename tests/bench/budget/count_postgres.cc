#include "tests/bench/budget/count_postgres.h"

#include <dlfcn.h>

#include <cstdio>
#include <cstdlib>
#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/synchronization/mutex.h"
#include "tests/bench/budget/counts.h"

namespace liandong::budget {
namespace {

constexpr absl::string_view kBeginWrite = "BEGIN ISOLATION LEVEL SERIALIZABLE";

// The names under which connections have prepared the statement that begins a transaction which may write.
class Begins {
 public:
  void Prepared(PGconn* connection, const char* name, absl::string_view sql) {
    absl::MutexLock lock(&mutex_);
    // A new connection may have the address of an old one.
    const Name prepared = {connection, name};
    names_.erase(prepared);
    if (sql == kBeginWrite) names_.insert(prepared);
  }
  bool Contains(PGconn* connection, const char* name) {
    absl::MutexLock lock(&mutex_);
    return names_.count(Name(connection, name)) > 0;
  }

 private:
  using Name = std::pair<PGconn*, std::string>;
  absl::Mutex mutex_;
  std::set<Name> names_ ABSL_GUARDED_BY(mutex_);
};

Begins& TheBegins() {
  static auto* const begins = new Begins();
  return *begins;
}

// The function of libpq which one of this program hides.
template <typename Function>
Function* Hidden(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

using Result = std::unique_ptr<PGresult, decltype(&PQclear)>;

Result Ask(PGconn* connection, const char* sql) {
  Result result(PQexec(connection, sql), PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return result;
  std::fprintf(stderr, "budget: PostgreSQL refuses %s\n", sql);
  std::exit(1);
}

}  // namespace

PostgresLog::PostgresLog(const std::string& conninfo) : connection_(PQconnectdb(conninfo.c_str()), PQfinish) {
  for (const char* sql : {"ALTER SYSTEM SET full_page_writes = off", "ALTER SYSTEM SET autovacuum = off",
                          "SELECT pg_reload_conf()", "CHECKPOINT"}) {
    Ask(connection_.get(), sql);
  }
}

int64_t PostgresLog::Length() {
  const Result shown = Ask(connection_.get(), "SELECT pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::bigint");
  int64_t length = 0;
  if (!absl::SimpleAtoi(PQgetvalue(shown.get(), 0, 0), &length)) std::exit(1);
  return length;
}

}  // namespace liandong::budget

// These functions hide those of libpq from the libraries that are linked into the program.
extern "C" {

int PQsendPrepare(PGconn* connection, const char* name, const char* sql, int parameters, const Oid* types) {
  static auto* const hidden = liandong::budget::Hidden<decltype(PQsendPrepare)>("PQsendPrepare");
  liandong::budget::TheBegins().Prepared(connection, name, sql);
  return hidden(connection, name, sql, parameters, types);
}

int PQsendQueryPrepared(PGconn* connection, const char* name, int parameters, const char* const* values,
                        const int* lengths, const int* formats, int result_format) {
  static auto* const hidden = liandong::budget::Hidden<decltype(PQsendQueryPrepared)>("PQsendQueryPrepared");
  using liandong::budget::Quantity;
  liandong::budget::Add(Quantity::kStatements);
  if (liandong::budget::TheBegins().Contains(connection, name)) liandong::budget::Add(Quantity::kCommits);
  return hidden(connection, name, parameters, values, lengths, formats, result_format);
}

int PQpipelineSync(PGconn* connection) {
  static auto* const hidden = liandong::budget::Hidden<decltype(PQpipelineSync)>("PQpipelineSync");
  liandong::budget::Add(liandong::budget::Quantity::kRoundTrips);
  return hidden(connection);
}

PGresult* PQgetResult(PGconn* connection) {
  static auto* const hidden = liandong::budget::Hidden<decltype(PQgetResult)>("PQgetResult");
  PGresult* const result = hidden(connection);
  liandong::budget::Add(liandong::budget::Quantity::kRows, PQntuples(result));
  return result;
}

}  // extern "C"
