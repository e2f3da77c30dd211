#include "tools/dbcopy/archive.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "shared/base/status_macros.h"
#include "shared/common_services/retention/erase.h"
#include "shared/ledger/ledger.h"
#include "shared/records/record_type.h"
#include "shared/store/connect.h"
#include "shared/store/sqlite_connection.h"
#include "shared/store/sqlite_database.h"
#include "shared/values/resource_name.h"
#include "tools/text_file.h"

namespace liandong::dbcopy {
namespace {

namespace fs = std::filesystem;

constexpr char kNameOfPoint[] = "%E4Y%m%dT%H%M%E6SZ";
constexpr char kKeyRing[] = "seal_key";

bool IsOfKeys(const std::string& table) { return table == "record_secret" || table == "erasure"; }
bool IsOfProgram(const std::string& table) { return table == "schema_version"; }

absl::Status Failed(absl::string_view what, const fs::path& path) {
  return absl::UnavailableError(absl::StrCat("cannot ", what, " ", path.string()));
}

// A single file, without a log.
absl::Status Settle(const fs::path& path) {
  LD_ASSIGN_OR_RETURN(const auto connection,
                      store::SqliteConnection::Open(path, store::SqliteConnection::Mode::kReadWrite));
  LD_RETURN_IF_ERROR(connection->Script("PRAGMA journal_mode=DELETE"));
  std::error_code ignored;
  fs::remove(path.string() + ".lock", ignored);
  return absl::OkStatus();
}

absl::Status WriteFile(const fs::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  return file.flush().good() ? absl::OkStatus() : Failed("write", path);
}

absl::Status BackUpPart(const Suite& suite, Database& from, const fs::path& to,
                        absl::FunctionRef<bool(const std::string&)> wanted, bool with_ledger) {
  {
    LD_ASSIGN_OR_RETURN(Database part, Database::Make(to, suite.service));
    LD_RETURN_IF_ERROR(Transfer(from, part, wanted, suite.progress));
    if (with_ledger) LD_RETURN_IF_ERROR(VerifyCopy(part, *suite.verifier).status());
    LD_RETURN_IF_ERROR(part.connection().Commit());
  }
  return Settle(to);
}

// Ordered by time.
std::map<absl::Time, fs::path> PointsIn(const std::string& archive) {
  std::map<absl::Time, fs::path> points;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(archive, ignored)) {
    absl::Time time;
    if (absl::ParseTime(kNameOfPoint, entry.path().filename().string(), absl::UTCTimeZone(), &time, nullptr)) {
      points[time] = entry.path();
    }
  }
  return points;
}

// A ledger has no checkpoint before its first entry.
absl::StatusOr<ledger::Checkpoint> CheckpointOf(const Suite& suite, const fs::path& point) {
  if (fs::file_size(point / "checkpoint") == 0) {
    return ledger::Checkpoint{"", 0, ledger::EmptyRoot(suite.verifier->tree_hash())};
  }
  LD_ASSIGN_OR_RETURN(const std::string note, ReadFile(point / "checkpoint"));
  return suite.verifier->Verify(note);
}

absl::StatusOr<Point> PointAt(const Suite& suite, const std::string& archive, absl::Time at) {
  const auto points = PointsIn(archive);
  auto after = points.upper_bound(at);
  while (after != points.begin()) {
    --after;
    if (!fs::exists(after->second / "data.db") || !fs::exists(after->second / "checkpoint")) continue;
    LD_ASSIGN_OR_RETURN(ledger::Checkpoint checkpoint, CheckpointOf(suite, after->second));
    return Point{after->second, after->first, std::move(checkpoint)};
  }
  return absl::NotFoundError(absl::StrCat(archive, " contains no backup made at or before that time"));
}

absl::StatusOr<fs::path> NewestKeys(const std::string& archive) {
  const auto points = PointsIn(archive);
  for (auto point = points.rbegin(); point != points.rend(); ++point) {
    if (fs::exists(point->second / "keys.db")) return point->second / "keys.db";
  }
  return absl::NotFoundError(absl::StrCat(archive, " contains no keys.db"));
}

// A ring key that both have takes its newer encryption; older epochs stay as they were.
absl::Status MergeKeyRing(Database& keys, Database& to) {
  LD_ASSIGN_OR_RETURN(const std::vector<Table> tables, keys.Tables());
  for (const Table& table : tables) {
    if (table.name != kKeyRing) continue;
    const std::string merge = absl::StrCat(
        InsertInto(table), " ON CONFLICT (id) DO UPDATE SET root = excluded.root, wrapped = excluded.wrapped");
    LD_RETURN_IF_ERROR(keys.Rows(table, [&](store::Values row) { return to.connection().Put(merge, row); }));
  }
  return absl::OkStatus();
}

absl::Status EraseAgain(Database& to, law::Service service) {
  std::vector<std::string> names;
  LD_RETURN_IF_ERROR(to.connection().Query("SELECT erased FROM erasure", {}, [&](const store::Row& row) {
    for (const absl::string_view name : absl::StrSplit(row.Text(0), '\n')) names.emplace_back(name);
  }));
  for (const records::RecordType* type : records::RecordTypesOf(service)) {
    for (const std::string& name : names) {
      const auto id = values::IdIn(name, type->collection);
      if (id.has_value()) LD_RETURN_IF_ERROR(common_services::Erase(to.connection(), *type, *id));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Point> Backup(const Suite& suite, const std::string& from, const std::string& archive, absl::Time now) {
  const fs::path directory = fs::path(archive) / absl::FormatTime(kNameOfPoint, now, absl::UTCTimeZone());
  const fs::path part = directory.string() + ".part";
  std::error_code error;
  fs::remove_all(part, error);
  fs::create_directories(part, error);
  if (error) return Failed("make", part);
  fs::permissions(part, fs::perms::owner_all, error);
  LD_ASSIGN_OR_RETURN(Database source, Database::Snapshot(from, part / "snapshot.db"));
  LD_ASSIGN_OR_RETURN(const std::string note, ledger::Ledger::LatestNote(source.connection()));
  LD_RETURN_IF_ERROR(BackUpPart(
      suite, source, part / "data.db", [](const std::string& table) { return !IsOfKeys(table) && !IsOfProgram(table); },
      true));
  LD_RETURN_IF_ERROR(BackUpPart(
      suite, source, part / "keys.db", [](const std::string& table) { return IsOfKeys(table) || table == kKeyRing; },
      false));
  LD_RETURN_IF_ERROR(WriteFile(part / "checkpoint", note));
  fs::rename(part, directory, error);
  if (error) return Failed("make", directory);
  return PointAt(suite, archive, now);
}

absl::StatusOr<Point> Restore(const Suite& suite, const std::string& archive, absl::Time at, const std::string& to) {
  LD_ASSIGN_OR_RETURN(Point point, PointAt(suite, archive, at));
  LD_ASSIGN_OR_RETURN(const fs::path keys_path, NewestKeys(archive));
  LD_ASSIGN_OR_RETURN(Database data, Database::Open(fs::path(point.directory) / "data.db"));
  LD_ASSIGN_OR_RETURN(Database keys, Database::Open(keys_path));
  LD_ASSIGN_OR_RETURN(Database target, Database::Make(to, suite.service));
  LD_RETURN_IF_ERROR(Transfer(
      data, target, [](const std::string& table) { return !IsOfKeys(table) && !IsOfProgram(table); }, suite.progress));
  LD_RETURN_IF_ERROR(Transfer(keys, target, IsOfKeys, suite.progress));
  LD_RETURN_IF_ERROR(MergeKeyRing(keys, target));
  LD_RETURN_IF_ERROR(EraseAgain(target, suite.service));
  LD_ASSIGN_OR_RETURN(const ledger::Checkpoint checkpoint, VerifyCopy(target, *suite.verifier));
  if (checkpoint != point.checkpoint) return absl::DataLossError("the ledger does not match the backup's checkpoint");
  LD_RETURN_IF_ERROR(target.connection().Commit());
  return point;
}

absl::StatusOr<ledger::Checkpoint> Move(const Suite& suite, const std::string& from, const std::string& to) {
  // Held so that no service opens the database meanwhile. A PostgreSQL database has no such lock.
  std::unique_ptr<store::Database> held;
  if (!store::IsPostgres(from)) {
    LD_ASSIGN_OR_RETURN(held, store::OpenSqlite(from));
  }
  LD_ASSIGN_OR_RETURN(Database source, Database::Open(from));
  LD_ASSIGN_OR_RETURN(Database target, Database::Make(to, suite.service));
  LD_RETURN_IF_ERROR(Transfer(
      source, target, [](const std::string& table) { return !IsOfProgram(table); }, suite.progress));
  LD_ASSIGN_OR_RETURN(ledger::Checkpoint checkpoint, VerifyCopy(target, *suite.verifier));
  LD_RETURN_IF_ERROR(target.connection().Commit());
  return checkpoint;
}

}  // namespace liandong::dbcopy
