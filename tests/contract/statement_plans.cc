#include "tests/contract/statement_plans.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "shared/base/status_macros.h"
#include "shared/store/postgres_connection.h"
#include "shared/store/prepared.h"
#include "shared/store/sqlite_connection.h"

namespace liandong::testing {
namespace {

using Lines = std::vector<std::string>;

constexpr const char* kVerbs[] = {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"};
constexpr char kAsIfLarge[] =
    "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off; SET LOCAL enable_hashagg = off;";

bool TouchesRows(absl::string_view sql) {
  for (const char* verb : kVerbs) {
    if (absl::StartsWith(sql, verb)) return true;
  }
  return false;
}

// A parameter that was null has no type; the server finds it.
std::string TypeName(unsigned type) {
  switch (type) {
    case 17:
      return "bytea";
    case 20:
      return "bigint";
    case 25:
      return "text";
    default:
      return "unknown";
  }
}

// PREPARE and EXECUTE, because EXPLAIN itself takes no parameters.
std::string Prepare(const Statement& statement) {
  const std::string types = absl::StrJoin(
      statement.types, ", ", [](std::string* out, unsigned type) { absl::StrAppend(out, TypeName(type)); });
  return absl::StrCat("PREPARE explained", types.empty() ? "" : absl::StrCat(" (", types, ")"), " AS ", statement.sql);
}

std::string Execute(const Statement& statement) {
  const std::string nulls =
      absl::StrJoin(statement.types, ", ", [](std::string* out, unsigned) { absl::StrAppend(out, "NULL"); });
  return absl::StrCat("EXPLAIN (COSTS OFF) EXECUTE explained", nulls.empty() ? "" : absl::StrCat(" (", nulls, ")"));
}

// `Index Scan using clue_by_id on clue` of `        ->  Index Scan using clue_by_id on clue`.
absl::string_view Node(absl::string_view line) {
  line = absl::StripLeadingAsciiWhitespace(line);
  absl::ConsumePrefix(&line, "->");
  return absl::StripLeadingAsciiWhitespace(line);
}

bool IsScan(absl::string_view node) {
  return absl::StartsWith(node, "Index Scan") || absl::StartsWith(node, "Index Only Scan");
}

bool IsLimited(const Lines& plan) {
  return std::any_of(plan.begin(), plan.end(), [](absl::string_view line) { return Node(line) == "Limit"; });
}

// Whether the index scan in line `i` does not look rows up: it passes rows over, or reads all.
bool LooksNothingUp(const Lines& plan, size_t i) {
  if (!IsScan(Node(plan[i]))) return false;
  bool looks_up = false;
  bool filters = false;
  for (++i; i < plan.size() && !absl::StrContains(plan[i], "->"); ++i) {
    looks_up = looks_up || absl::StrContains(plan[i], "Index Cond:");
    filters = filters || absl::StrContains(plan[i], "Filter:");
  }
  return !looks_up && (filters || !IsLimited(plan));
}

// Whether `node` of a plan of SQLite reads a whole table or index. Reading the rows that a part of the plan has found,
// or those that the statement itself contains, is no fault.
bool ReadsAll(const Lines& plan, absl::string_view node) {
  if (!absl::ConsumePrefix(&node, "SCAN ") || absl::StrContains(node, "CONSTANT ROW")) return false;
  return std::none_of(plan.begin(), plan.end(), [node](absl::string_view part) {
    const bool names = absl::ConsumePrefix(&part, "CO-ROUTINE ") || absl::ConsumePrefix(&part, "MATERIALIZE ");
    return names && part == node;
  });
}

bool IsFault(const Lines& plan, absl::string_view node) {
  return ReadsAll(plan, node) || absl::StrContains(node, "TEMP B-TREE") || absl::StrContains(node, "AUTOMATIC") ||
         absl::StartsWith(node, "Seq Scan on") || node == "Sort" || node == "Incremental Sort";
}

}  // namespace

PreparedStatements::PreparedStatements() {
  store::ObservePrepared([this](const store::Prepared& prepared) {
    if (!TouchesRows(prepared.sql)) return;
    absl::MutexLock lock(&mutex_);
    statements_.insert({std::string(prepared.sql), prepared.types});
  });
}

PreparedStatements::~PreparedStatements() { store::ObservePrepared(nullptr); }

std::set<Statement> PreparedStatements::Get() const {
  absl::MutexLock lock(&mutex_);
  return statements_;
}

void PreparedStatements::Clear() {
  absl::MutexLock lock(&mutex_);
  statements_.clear();
}

absl::StatusOr<Lines> ExplainOnSqlite(const std::string& path, const Statement& statement) {
  LD_ASSIGN_OR_RETURN(const auto connection,
                      store::SqliteConnection::Open(path, store::SqliteConnection::Mode::kReadOnly));
  Lines plan;
  LD_RETURN_IF_ERROR(connection->Query(absl::StrCat("EXPLAIN QUERY PLAN ", statement.sql), {},
                                       [&](const store::Row& row) { plan.emplace_back(row.Text(3)); }));
  return plan;
}

absl::StatusOr<Lines> ExplainOnPostgres(const std::string& conninfo, const Statement& statement) {
  store::PostgresConnection connection(conninfo);
  LD_RETURN_IF_ERROR(connection.Begin(store::Connection::Access::kWrite));
  LD_RETURN_IF_ERROR(connection.Script(kAsIfLarge));
  LD_RETURN_IF_ERROR(connection.Script(Prepare(statement)));
  Lines plan;
  LD_RETURN_IF_ERROR(
      connection.Query(Execute(statement), {}, [&](const store::Row& row) { plan.emplace_back(row.Text(0)); }));
  connection.Rollback();
  return plan;
}

Lines FaultsOf(const Lines& plan) {
  Lines faults;
  for (size_t i = 0; i < plan.size(); ++i) {
    if (IsFault(plan, Node(plan[i])) || LooksNothingUp(plan, i)) faults.push_back(plan[i]);
  }
  return faults;
}

}  // namespace liandong::testing
