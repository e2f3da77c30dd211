#pragma once

#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"

// How the engines execute the statements of the suite.
namespace liandong::testing {

struct Statement {
  std::string sql;
  std::vector<unsigned> types;  // PostgreSQL's types of its parameters
  bool operator<(const Statement& other) const { return sql < other.sql; }
};

// Collects the statements that connections of this process prepare, from its construction on. One at a time.
class PreparedStatements {
 public:
  PreparedStatements();
  ~PreparedStatements();

  // Those that read or change rows.
  std::set<Statement> Get() const;
  void Clear();

 private:
  mutable absl::Mutex mutex_;
  std::set<Statement> statements_ ABSL_GUARDED_BY(mutex_);
};

// The lines of the plan; an error if the database does not have the statement's tables.
absl::StatusOr<std::vector<std::string>> ExplainOnSqlite(const std::string& path, const Statement& statement);
// As if tables were large, so that it only reads a whole table, or sorts, if it has no index for the statement.
absl::StatusOr<std::vector<std::string>> ExplainOnPostgres(const std::string& conninfo, const Statement& statement);

// The lines that say that a whole table or index is read, or that rows are sorted.
std::vector<std::string> FaultsOf(const std::vector<std::string>& plan);

}  // namespace liandong::testing
