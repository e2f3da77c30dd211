#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/store/database.h"

namespace liandong::store {

using PostgresResult = std::unique_ptr<PGresult, decltype(&PQclear)>;

// One live connection in libpq's pipeline mode: statements are queued and sent together when an answer is needed.
class PostgresLink {
 public:
  // `conninfo` is a libpq connection string or URI. FAILED_PRECONDITION if the server could lose what it acknowledges.
  static absl::StatusOr<std::unique_ptr<PostgresLink>> Connect(const std::string& conninfo);
  ~PostgresLink();

  // Queues a statement, which is prepared when first used.
  absl::Status Send(absl::string_view sql, Values values);

  // Sends the queue and waits for all answers. Returns the first error or the last result. The text of an error is
  // "postgres: " with the SQLSTATE, because the server's own text may quote a row.
  absl::StatusOr<PostgresResult> Await();

  // Runs several statements without parameters at once; the queue must be empty.
  absl::Status Script(const std::string& sql);

  // The connection is of no more use.
  bool lost() const { return lost_; }
  // SQLSTATE of the last error; empty if the connection was lost.
  const std::string& sqlstate() const { return sqlstate_; }

 private:
  struct Queued {
    std::string sql;
    bool prepares;
  };

  explicit PostgresLink(PGconn* connection) : connection_(connection) {}
  absl::Status SetUp();
  absl::StatusOr<std::string> Setting(const char* query);
  absl::StatusOr<PostgresResult> Next();
  absl::Status WaitReady();
  absl::Status Lost();
  absl::Status Failed(const PGresult* result);
  const std::string& NameOf(absl::string_view sql);

  PGconn* connection_;
  bool lost_ = false;
  std::string sqlstate_;
  absl::flat_hash_map<std::string, std::string> names_;
  absl::flat_hash_set<std::string> prepared_;  // or about to be
  std::vector<Queued> queued_;
};

}  // namespace liandong::store
