#include "tools/dbcopy/transfer.h"

#include <openssl/sha.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "shared/base/status_macros.h"
#include "shared/ledger/verify.h"
#include "shared/store/parameters.h"

namespace liandong::dbcopy {
namespace {

// The number of rows after which a server must have answered.
constexpr int64_t kUnanswered = 500;
// Whether the table belongs to the program and is filled by its migrations.
constexpr char kVersions[] = "schema_version";

struct Written {
  std::string operator()(std::monostate) const { return "-"; }
  std::string operator()(int64_t number) const { return absl::StrCat("i", number); }
  std::string operator()(absl::string_view text) const { return absl::StrCat("t", text); }
  std::string operator()(store::Blob blob) const { return absl::StrCat("b", blob.bytes); }
};

// Only equal rows have equal digests, because each value is preceded by its length.
std::string DigestOf(store::Values row) {
  std::string text;
  for (const store::Value& value : row) {
    const std::string one = std::visit(Written(), value);
    absl::StrAppend(&text, one.size(), ":", one);
  }
  std::string digest(SHA256_DIGEST_LENGTH, '\0');
  SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
         reinterpret_cast<unsigned char*>(digest.data()));
  return digest;
}

// The sorted digests of all rows, because engines may order rows differently.
absl::StatusOr<std::vector<std::string>> DigestsOf(Database& database, const Table& table) {
  std::vector<std::string> digests;
  LD_RETURN_IF_ERROR(database.Rows(table, [&](store::Values row) {
    digests.push_back(DigestOf(row));
    return absl::OkStatus();
  }));
  std::sort(digests.begin(), digests.end());
  return digests;
}

absl::StatusOr<int64_t> CopyRows(Database& from, Database& to, const Table& table) {
  // Migrations insert rows into some tables.
  LD_RETURN_IF_ERROR(to.connection().Execute(absl::StrCat("DELETE FROM ", table.name), {}).status());
  const std::string insert = InsertInto(table);
  int64_t rows = 0;
  LD_RETURN_IF_ERROR(from.Rows(table, [&](store::Values row) {
    if (++rows % kUnanswered == 0) return to.connection().Execute(insert, row).status();
    return to.connection().Put(insert, row);
  }));
  return rows;
}

absl::Status Compare(Database& from, Database& to, const Table& table) {
  LD_ASSIGN_OR_RETURN(const std::vector<std::string> ours, DigestsOf(from, table));
  LD_ASSIGN_OR_RETURN(const std::vector<std::string> theirs, DigestsOf(to, table));
  if (ours == theirs) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat("the rows of ", table.name, " differ between the two databases"));
}

bool SameTables(const std::vector<Table>& a, const std::vector<Table>& b) {
  const auto same_column = [](const Column& x, const Column& y) { return x.name == y.name && x.kind == y.kind; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const Table& x, const Table& y) {
    return x.name == y.name &&
           std::equal(x.columns.begin(), x.columns.end(), y.columns.begin(), y.columns.end(), same_column);
  });
}

absl::Status CheckVersions(Database& from, Database& to, const std::vector<Table>& tables) {
  LD_ASSIGN_OR_RETURN(const std::vector<Table> others, to.Tables());
  bool same = SameTables(tables, others);
  for (const Table& table : tables) {
    if (table.name != kVersions || !same) continue;
    same = Compare(from, to, table).ok();
  }
  if (same) return absl::OkStatus();
  return absl::FailedPreconditionError(
      "the database belongs to another service, or its schema is not of this version: start this version of the "
      "service on it once");
}

}  // namespace

std::string InsertInto(const Table& table) {
  std::vector<std::string> names;
  for (const Column& column : table.columns) names.push_back(column.name);
  return absl::StrCat("INSERT INTO ", table.name, " (", absl::StrJoin(names, ", "), ") VALUES (",
                      store::Parameters(names.size()), ")");
}

absl::Status Transfer(Database& from, Database& to, absl::FunctionRef<bool(const std::string&)> wanted,
                      const Progress& progress) {
  LD_ASSIGN_OR_RETURN(const std::vector<Table> tables, from.Tables());
  LD_RETURN_IF_ERROR(CheckVersions(from, to, tables));
  for (const Table& table : tables) {
    if (!wanted(table.name)) continue;
    LD_ASSIGN_OR_RETURN(const int64_t rows, CopyRows(from, to, table));
    LD_RETURN_IF_ERROR(Compare(from, to, table));
    progress(table.name, rows);
  }
  return absl::OkStatus();
}

absl::StatusOr<ledger::Checkpoint> VerifyCopy(Database& database, const ledger::CheckpointVerifier& verifier) {
  ledger::StoredSource source(&database.connection(), verifier.tree_hash());
  return ledger::VerifyLedger(source, verifier.tree_hash(), &verifier, {}, [](int64_t) {});
}

}  // namespace liandong::dbcopy
