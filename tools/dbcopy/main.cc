// dbcopy: backs up a service's database while it serves, restores it, or moves it to the other engine.
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/command_line.h"
#include "shared/base/status_macros.h"
#include "tools/dbcopy/archive.h"

ABSL_FLAG(std::string, service, "",
          "The service whose database it is: clue, casefile, registration, placement, oversight.");
ABSL_FLAG(std::string, from, "",
          "A database (a file, or a PostgreSQL database as libpq reads it); of restore, the archive.");
ABSL_FLAG(std::string, to, "", "A database; of backup, the archive's directory.");
ABSL_FLAG(std::vector<std::string>, ledger, {},
          "Files with the public keys of the service's ledger, now and before, PEM: each copy's ledger is verified.");
ABSL_FLAG(std::string, at, "",
          "Of restore: the newest backup that is not after this time (RFC 3339); default: the newest.");

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
  const auto service = base::ServiceFromSlug(absl::GetFlag(FLAGS_service));
  if (!service.has_value()) return absl::InvalidArgumentError("--service names no service");
  const std::string from = absl::GetFlag(FLAGS_from);
  const std::string to = absl::GetFlag(FLAGS_to);
  if (from.empty() || to.empty()) return absl::InvalidArgumentError("--from and --to must be given");
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
  return absl::InvalidArgumentError("the command is backup, restore or move");
}

}  // namespace
}  // namespace liandong

int main(int argc, char** argv) {
  const std::vector<char*> arguments = liandong::base::ParseCommandLine(
      argc, argv,
      "dbcopy backup|restore|move --service=S --from=F --to=T --ledger=KEY. Backs up a database while the service "
      "serves, "
      "restores a backup into an empty database, or moves a stopped service's database into an empty one, of either "
      "engine.");
  // What it writes are keys and sealed records.
  umask(S_IRWXG | S_IRWXO);
  const absl::Status status = liandong::Do(arguments.size() == 2 ? arguments[1] : "");
  if (status.ok()) return 0;
  std::fprintf(stderr, "dbcopy: %s\n", std::string(status.message()).c_str());
  return status.code() == absl::StatusCode::kInvalidArgument ? 2 : 1;
}
