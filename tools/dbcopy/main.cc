// dbcopy: backs up the database of a running service, restores a backup, or moves a database to the other engine.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/status_macros.h"
#include "shared/command_line/command_line.h"
#include "tools/dbcopy/archive.h"

ABSL_FLAG(std::string, service, "", "Service that owns the database, for example clue.");
ABSL_FLAG(std::string, from, "",
          "Source: a SQLite file or a libpq connection string. For restore: the archive directory.");
ABSL_FLAG(std::string, to, "", "Destination: an empty database. For backup: the archive directory.");
ABSL_FLAG(
    std::vector<std::string>, ledger, {},
    "PEM files with the current and earlier public keys of the service's ledger. They verify the ledger of each copy.");
ABSL_FLAG(std::string, at, "",
          "For restore: use the newest backup made at or before this time (RFC 3339). Empty: the newest backup.");

namespace liandong {
namespace {

void Show(const std::string& table, int64_t rows) {
  if (isatty(STDERR_FILENO) != 0)
    std::fprintf(stderr, "\033[K%s: %lld rows\r", table.c_str(), static_cast<long long>(rows));
}

absl::StatusOr<absl::Time> At() {
  const std::string text = absl::GetFlag(FLAGS_at);
  if (text.empty()) return absl::InfiniteFuture();
  absl::Time time;
  std::string wrong;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &wrong)) {
    return absl::InvalidArgumentError(absl::StrCat("--at: ", wrong));
  }
  return time;
}

void Say(const char* what, const ledger::Checkpoint& checkpoint, const std::string& where) {
  std::printf("%s: %s, %lld entries, verified row by row and by its ledger: %s\n", what, checkpoint.origin.c_str(),
              static_cast<long long>(checkpoint.size), where.c_str());
}

absl::Status Do(const std::string& command) {
  const auto service = law::ServiceFromSlug(absl::GetFlag(FLAGS_service));
  if (!service.has_value()) return absl::InvalidArgumentError("--service must name a service");
  const std::string from = absl::GetFlag(FLAGS_from);
  const std::string to = absl::GetFlag(FLAGS_to);
  if (from.empty() || to.empty()) return absl::InvalidArgumentError("--from and --to must be set");
  LD_ASSIGN_OR_RETURN(const auto verifier, ledger::CheckpointVerifier::FromFiles(absl::GetFlag(FLAGS_ledger)));
  const dbcopy::Suite suite{*service, &verifier, Show};
  if (command == "backup") {
    LD_ASSIGN_OR_RETURN(const dbcopy::Point point, dbcopy::Backup(suite, from, to, absl::Now()));
    Say("backed up", point.checkpoint, point.directory);
    return absl::OkStatus();
  }
  if (command == "restore") {
    LD_ASSIGN_OR_RETURN(const absl::Time at, At());
    LD_ASSIGN_OR_RETURN(const dbcopy::Point point, dbcopy::Restore(suite, from, at, to));
    Say("restored", point.checkpoint, point.directory);
    return absl::OkStatus();
  }
  if (command == "move") {
    LD_ASSIGN_OR_RETURN(const ledger::Checkpoint checkpoint, dbcopy::Move(suite, from, to));
    Say("moved", checkpoint, to);
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError("the command must be backup, restore or move");
}

}  // namespace
}  // namespace liandong

int main(int argc, char** argv) {
  const std::vector<char*> arguments = liandong::command_line::ParseCommandLine(
      argc, argv,
      "Backs up, restores or moves the database of a service. dbcopy backup works while the service is running, dbcopy "
      "restore fills an empty database from a backup, and dbcopy move copies the database of a stopped service into an "
      "empty database of either engine. Usage: dbcopy backup|restore|move --service=S --from=F --to=T --ledger=KEY");
  // The output consists of keys and encrypted records.
  umask(S_IRWXG | S_IRWXO);
  const absl::Status status = liandong::Do(arguments.size() == 2 ? arguments[1] : "");
  if (status.ok()) return 0;
  std::fprintf(stderr, "dbcopy: %s\n", std::string(status.message()).c_str());
  return status.code() == absl::StatusCode::kInvalidArgument ? 2 : 1;
}
