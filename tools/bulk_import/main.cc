// bulk-import: calls one method of the suite with each row of a file, as the system of an agency would.
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"
#include "shared/client/targets.h"
#include "shared/command_line/command_line.h"
#include "tools/bulk_import/import.h"

ABSL_FLAG(
    std::string, file, "",
    "Input file: .jsonl with one request per line, or .csv whose first line names the field path of each column.");
ABSL_FLAG(std::string, method, "", "Method to call with each row, for example clue/ReportClue.");
ABSL_FLAG(std::string, agency, "", "Agency whose certificate in --pki is used.");
ABSL_FLAG(std::string, purpose, "", "Clause for which all calls are made, for example 3-3-2-p1.");
ABSL_FLAG(std::string, official, "", "Number of the official who acts.");
ABSL_FLAG(std::string, pki, ".dev/pki", "Directory with ca.crt, <agency>.crt and <agency>.key.");
ABSL_FLAG(std::vector<std::string>, targets, {}, "Address of the service, for example clue=127.0.0.1:7401.");
ABSL_FLAG(std::string, server_name, "localhost",
          "Host name in the service's certificate. Empty: the host of the target.");
ABSL_FLAG(std::string, report, "",
          "Report file with one line per row that says how the row ended. A later run with the same report skips the "
          "rows that are done.");
ABSL_FLAG(bool, dry_run, false, "Check the rows without calling the service.");
ABSL_FLAG(absl::Duration, patience, absl::Minutes(1), "How long to retry a row while the service does not answer.");

namespace liandong::bulk_import {
namespace {

enum Exit { kAllDone = 0, kSomeNot = 1, kUnusable = 2, kStopped = 3 };

void ShowProgress(const Tally& tally) {
  std::fprintf(stderr, "\r%d rows, %d refused, %d faulty ", tally.rows, tally.refused, tally.faulty);
}

absl::StatusOr<Options> OptionsFromFlags() {
  for (const auto& [name, flag] :
       {std::pair{"file", &FLAGS_file}, {"method", &FLAGS_method}, {"agency", &FLAGS_agency}}) {
    if (absl::GetFlag(*flag).empty()) return absl::InvalidArgumentError(absl::StrCat("--", name, " must be set"));
  }
  const std::string file = absl::GetFlag(FLAGS_file);
  const bool csv = absl::EndsWith(file, ".csv");
  if (!csv && !absl::EndsWith(file, ".jsonl")) return absl::InvalidArgumentError("--file must end in .jsonl or .csv");
  Options options;
  options.request = {absl::GetFlag(FLAGS_agency),
                     absl::GetFlag(FLAGS_method),
                     {},
                     absl::GetFlag(FLAGS_purpose),
                     absl::GetFlag(FLAGS_official)};
  options.form = csv ? Form::kCsv : Form::kJsonLines;
  options.dry_run = absl::GetFlag(FLAGS_dry_run);
  options.patience = absl::GetFlag(FLAGS_patience);
  if (isatty(STDERR_FILENO) == 1) options.progress = ShowProgress;
  return options;
}

absl::StatusOr<Tally> ImportFile() {
  LD_ASSIGN_OR_RETURN(const Options options, OptionsFromFlags());
  const auto targets = client::ParseTargets(absl::GetFlag(FLAGS_targets));
  if (!targets.ok()) return absl::InvalidArgumentError(absl::StrCat("--targets: ", targets.status().message()));
  std::ifstream file(absl::GetFlag(FLAGS_file));
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", absl::GetFlag(FLAGS_file)));
  LD_ASSIGN_OR_RETURN(const auto report, Report::Open(absl::GetFlag(FLAGS_report)));
  story::Caller caller(absl::GetFlag(FLAGS_pki), *targets, absl::GetFlag(FLAGS_server_name));
  return Import(file, options, caller, *report);
}

int Main() {
  const auto tally = ImportFile();
  if (!tally.ok()) {
    std::fprintf(stderr, "bulk-import: %s\n", tally.status().ToString().c_str());
    return kUnusable;
  }
  std::printf("%s%d rows: %d %s, %d done before, %d refused, %d faulty%s\n", isatty(STDERR_FILENO) == 1 ? "\n" : "",
              tally->rows, tally->done, absl::GetFlag(FLAGS_dry_run) ? "would be sent" : "done", tally->before,
              tally->refused, tally->faulty, tally->stopped ? "; stopped, because the service did not answer" : "");
  if (tally->stopped) return kStopped;
  return tally->refused + tally->faulty > 0 ? kSomeNot : kAllDone;
}

}  // namespace
}  // namespace liandong::bulk_import

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(
      argc, argv,
      "Calls one method with each row of a file. Exit code 0: all rows are done. 1: some rows were refused or faulty, "
      "see the report. 2: the import could not start. 3: it stopped because the service did not answer; run it again "
      "with the same report to continue.");
  return liandong::bulk_import::Main();
}
