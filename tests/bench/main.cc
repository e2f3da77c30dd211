// bench: measures what a call through the whole path costs, as ratios to a bare mutual-TLS echo and to the disk's sync
// rate, in one run on one machine. It is a benchmark, not a test, and fails only if a call fails.
#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/command_line/command_line.h"
#include "tests/bench/echo.h"
#include "tests/bench/overload.h"
#include "tests/bench/subject.h"
#include "tests/bench/table.h"
#include "tools/pki/layout.h"

ABSL_FLAG(std::string, serve_echo, "",
          "Serve the echo on this address. The benchmark starts its own echo server in this way.");
ABSL_FLAG(bool, overload, false, "Measure the behaviour under four times the load at which the rate peaks.");
ABSL_FLAG(bool, peers, false,
          "Also measure the clue service on PostgreSQL, and the services in Go and Node that do the same. Builds them "
          "and fetches their libraries first.");
ABSL_FLAG(int, records, 2000, "Number of clues to store before measuring, at least 100.");
ABSL_FLAG(int, rounds, 1, "Number of times to measure everything. The medians are printed.");
ABSL_FLAG(std::string, pki, "", "With --serve_echo: directory with the certificates.");
ABSL_FLAG(absl::Duration, duration, absl::Seconds(4), "Duration of each measurement.");
ABSL_FLAG(std::string, directory, "", "Directory on the disk to measure. Empty: a temporary directory.");

namespace liandong::bench {
namespace {

constexpr int kManyOutstanding = 64;
// Each agency needs some to read.
constexpr int kFewestRecords = 100;

// fdatasync of 4 KiB appends.
double SyncRate(const std::string& directory, absl::Duration duration) {
  const std::string path = directory + "/sync";
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const std::string block(4096, 'x');
  int64_t syncs = 0;
  const absl::Time start = absl::Now();
  while (absl::Now() - start < duration) {
    if (write(file, block.data(), block.size()) < 0 || fdatasync(file) != 0) std::exit(1);
    ++syncs;
  }
  const double rate = static_cast<double>(syncs) / absl::ToDoubleSeconds(absl::Now() - start);
  close(file);
  unlink(path.c_str());
  return rate;
}

// The measurements of one kind of call, for each subject.
using Results = std::map<const Subject*, std::vector<Measured>>;

struct Subjects {
  Subject echo;
  std::vector<std::unique_ptr<Subject>> services;  // ours first
};

bool AnyFailed(const Results& results) {
  for (const auto& [subject, measured] : results) {
    const Measured all = Median(measured);
    if (all.failures == 0 && all.calls > 0) continue;
    std::printf("%s: %lld of %lld calls failed\n", subject->name().c_str(), static_cast<long long>(all.failures),
                static_cast<long long>(all.failures + all.calls));
    return true;
  }
  return false;
}

// Prints the rows of one kind of call, and how ours compares with the others.
void Print(const char* method, const Subjects& subjects, const Results& results, const Measured& echo) {
  for (const auto& service : subjects.services)
    PrintRow(absl::StrCat(method, ", ", service->name()), Median(results.at(service.get())), echo);
  const Subject& ours = *subjects.services.front();
  for (const auto& service : subjects.services) {
    if (service.get() == &ours) continue;
    PrintComparison(absl::StrCat("  ", ours.name(), " / ", service->name()), Median(results.at(&ours)),
                    Median(results.at(service.get())));
  }
}

// All subjects take turns, so that what else the machine does affects them alike.
bool Compare(Subjects& subjects, int outstanding, absl::Duration duration) {
  std::vector<Measured> echo;
  Results gets;
  Results reports;
  for (int round = 0; round < absl::GetFlag(FLAGS_rounds); ++round) {
    echo.push_back(subjects.echo.Echo(outstanding, duration));
    for (const auto& service : subjects.services) {
      gets[service.get()].push_back(service->GetClue(outstanding, duration));
      reports[service.get()].push_back(service->ReportClue(outstanding, duration));
    }
  }
  std::printf("\n%d outstanding\n", outstanding);
  PrintHeading();
  PrintRow("echo", Median(echo), Median(echo));
  Print("GetClue", subjects, gets, Median(echo));
  Print("ReportClue", subjects, reports, Median(echo));
  std::fflush(stdout);
  return !AnyFailed(gets) && !AnyFailed(reports);
}

std::vector<Server> Services(const Setting& setting) {
  std::vector<Server> servers = {ClueServer(setting)};
  if (absl::GetFlag(FLAGS_peers)) {
    InstallPeers(setting);
    servers.push_back(ClueServerOnPostgres(setting));
    servers.push_back(GoPeer(setting));
    servers.push_back(NodePeer(setting));
  }
  return servers;
}

int Measure(const Setting& setting, const eval::Stock& stock) {
  const absl::Duration duration = absl::GetFlag(FLAGS_duration);
  const int records = absl::GetFlag(FLAGS_records);
  if (absl::GetFlag(FLAGS_overload)) {
    Subject subject(ClueServer(setting), setting, &stock);
    subject.Fill(records);
    return MeasureOverload(subject, duration);
  }
  Subjects subjects{{EchoServer(setting), setting, &stock}, {}};
  for (const Server& server : Services(setting)) {
    subjects.services.push_back(std::make_unique<Subject>(server, setting, &stock));
    const absl::Time start = absl::Now();
    subjects.services.back()->Fill(records);
    std::printf("%s stored %d clues in %.1f s\n", server.name.c_str(), records,
                absl::ToDoubleSeconds(absl::Now() - start));
    std::fflush(stdout);
  }
  std::printf("fdatasync of 4 KiB appends: %.0f a second\n", SyncRate(setting.directory, duration / 2));
  bool all_answered = true;
  for (const int outstanding : {kManyOutstanding, 1}) {
    all_answered = Compare(subjects, outstanding, duration) && all_answered;
  }
  return all_answered ? 0 : 1;
}

int Main(const std::string& self) {
  if (absl::GetFlag(FLAGS_records) < kFewestRecords || absl::GetFlag(FLAGS_rounds) < 1) {
    std::fprintf(stderr, "bench: --records must be at least %d, --rounds at least 1\n", kFewestRecords);
    return 2;
  }
  const std::string given = absl::GetFlag(FLAGS_directory);
  // PostgreSQL's files go there too.
  if (!given.empty()) setenv("TMPDIR", given.c_str(), 1);
  Setting setting{std::filesystem::path(self).parent_path(),
                  std::filesystem::temp_directory_path() / "liandong-bench-XXXXXX"};
  if (mkdtemp(setting.directory.data()) == nullptr || !pki::Lay(setting.Pki(), "nanchuan.liandong", "500119").ok())
    return 1;
  const auto stock = eval::ReadStock(SOURCE_FOLDER "/tests/eval/data");
  if (!stock.ok()) return 1;
  const int code = Measure(setting, *stock);
  std::filesystem::remove_all(setting.directory);
  return code;
}

}  // namespace
}  // namespace liandong::bench

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(argc, argv, "Measures what a call costs, as ratios in one run.");
  const std::string echo = absl::GetFlag(FLAGS_serve_echo);
  if (!echo.empty()) return liandong::bench::ServeEcho(absl::GetFlag(FLAGS_pki), echo);
  return liandong::bench::Main(std::filesystem::canonical("/proc/self/exe"));
}
