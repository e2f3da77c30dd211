// bench: measures what a call through the whole path costs, as ratios to a bare mutual-TLS echo and to the disk's sync
// rate, in one run on one machine. It is a benchmark, not a test, and fails only if a call fails.
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/command_line/command_line.h"
#include "tests/bench/clue_calls.h"
#include "tests/bench/echo.h"
#include "tests/bench/growth.h"
#include "tests/bench/marriage_checks.h"
#include "tests/bench/overload.h"
#include "tests/bench/table.h"
#include "tools/pki/layout.h"

ABSL_FLAG(std::string, serve_echo, "",
          "Serve the echo on this address. The benchmark starts its own echo server in this way.");
ABSL_FLAG(bool, overload, false, "Measure the behaviour under four times the load at which the rate peaks.");
ABSL_FLAG(std::vector<std::string>, growth, {},
          "Measure calls with each of these numbers of stored clues, for example 1000,100000,1000000.");
ABSL_FLAG(int, streams, 100, "With --growth: the number of quiet watch streams beside some calls.");
ABSL_FLAG(int64_t, entries, 0,
          "With --growth: reads clues until the ledger has this many entries, and measures once more.");
ABSL_FLAG(int, listed, 10000,
          "With --growth: measures checks with a tenth of this number of missing persons, and with all. 0: does not.");
ABSL_FLAG(
    bool, peers, false,
    "Also measure the clue service on PostgreSQL with one and with two replicas, and services in Go and Node that do "
    "the same. Builds those two and fetches their libraries first.");
ABSL_FLAG(int, records, 2000, "Number of clues, and of missing persons, to store before measuring; at least 100.");
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

// Everything that is measured, running.
struct Subjects {
  std::unique_ptr<ClueCalls> echo;
  std::vector<std::unique_ptr<ClueCalls>> services;  // ours on sqlite first
  std::unique_ptr<MarriageChecks> checks;
};

// The measurements of one kind of call on one server.
struct Row {
  std::string server;
  std::vector<Measured> measured;
};

// True if every call was answered.
bool Print(const std::string& method, const Row& row, const Measured& echo) {
  const Measured median = Median(row.measured);
  PrintRow(absl::StrCat(method, ", ", row.server), median, echo);
  if (median.failures == 0 && median.calls > 0) return true;
  std::printf("%lld of %lld calls failed\n", static_cast<long long>(median.failures),
              static_cast<long long>(median.failures) + static_cast<long long>(median.calls));
  return false;
}

// The rows of one kind of call, and how the first compares with the others.
bool PrintAll(const std::string& method, const std::vector<Row>& rows, const Measured& echo) {
  bool all_answered = true;
  for (const Row& row : rows) all_answered = Print(method, row, echo) && all_answered;
  for (size_t i = 1; i < rows.size(); ++i) {
    PrintComparison(absl::StrCat("  ", rows[0].server, " / ", rows[i].server), Median(rows[0].measured),
                    Median(rows[i].measured));
  }
  return all_answered;
}

std::vector<Row> RowsOf(const Subjects& subjects) {
  std::vector<Row> rows;
  for (const auto& service : subjects.services) rows.push_back({service->subject().name(), {}});
  return rows;
}

// All subjects take turns, so that what else the machine does affects them alike. True if every call was answered.
bool Compare(Subjects& subjects, int outstanding, absl::Duration duration) {
  std::vector<Measured> echoes;
  std::vector<Row> gets = RowsOf(subjects);
  std::vector<Row> reports = gets;
  Row checks{subjects.checks->subject().name(), {}};
  for (int round = 0; round < absl::GetFlag(FLAGS_rounds); ++round) {
    echoes.push_back(subjects.echo->Echo(outstanding, duration));
    for (size_t i = 0; i < gets.size(); ++i) {
      gets[i].measured.push_back(subjects.services[i]->GetClue(outstanding, duration));
      reports[i].measured.push_back(subjects.services[i]->ReportClue(outstanding, duration));
    }
    checks.measured.push_back(subjects.checks->CheckMarriage(outstanding, duration));
  }
  const Measured echo = Median(echoes);
  std::printf("\n%d outstanding\n", outstanding);
  PrintHeading();
  PrintRow("echo", echo, echo);
  bool all_answered = PrintAll("GetClue", gets, echo);
  all_answered = PrintAll("ReportClue", reports, echo) && all_answered;
  all_answered = Print("CheckMarriage", checks, echo) && all_answered;
  std::fflush(stdout);
  return all_answered;
}

std::vector<Server> Services(const Setting& setting) {
  std::vector<Server> servers = {ClueServer(setting)};
  if (absl::GetFlag(FLAGS_peers)) {
    InstallPeers(setting);
    servers.push_back(ClueServerOnPostgres(setting, 1));
    servers.push_back(ClueServerOnPostgres(setting, 2));
    servers.push_back(GoPeer(setting));
    servers.push_back(NodePeer(setting));
  }
  return servers;
}

template <typename T>
void Fill(T& calls) {
  const int records = absl::GetFlag(FLAGS_records);
  const absl::Time start = absl::Now();
  calls.Fill(records);
  std::printf("%s: %d records stored in %.1f s\n", calls.subject().name().c_str(), records,
              absl::ToDoubleSeconds(absl::Now() - start));
  std::fflush(stdout);
}

int MeasureAllOverload(const Setting& setting, const eval::Stock& stock, absl::Duration duration) {
  ClueCalls clues(ClueServer(setting), setting, &stock);
  Fill(clues);
  const int reported = MeasureOverload("ReportClue", clues.subject(), [&](int outstanding, absl::Duration warm_up) {
    return clues.ReportClue(outstanding, duration, warm_up);
  });
  MarriageChecks checks(setting, &stock);
  Fill(checks);
  const int checked = MeasureOverload("CheckMarriage", checks.subject(), [&](int outstanding, absl::Duration warm_up) {
    return checks.CheckMarriage(outstanding, duration, warm_up);
  });
  return std::max(reported, checked);
}

// The numbers of --growth; empty if one is not a number.
std::vector<int> GrowingRecords() {
  std::vector<int> records;
  for (const std::string& text : absl::GetFlag(FLAGS_growth)) {
    if (!absl::SimpleAtoi(text, &records.emplace_back())) return {};
  }
  return records;
}

int Measure(const Setting& setting, const eval::Stock& stock) {
  const absl::Duration duration = absl::GetFlag(FLAGS_duration);
  if (!absl::GetFlag(FLAGS_growth).empty()) {
    return MeasureGrowth({.records = GrowingRecords(),
                          .streams = absl::GetFlag(FLAGS_streams),
                          .entries = absl::GetFlag(FLAGS_entries),
                          .listed = absl::GetFlag(FLAGS_listed),
                          .duration = duration},
                         setting, stock);
  }
  if (absl::GetFlag(FLAGS_overload)) {
    return MeasureAllOverload(setting, stock, duration);
  }
  Subjects subjects;
  subjects.echo = std::make_unique<ClueCalls>(EchoServer(setting), setting, &stock);
  for (const Server& server : Services(setting)) {
    subjects.services.push_back(std::make_unique<ClueCalls>(server, setting, &stock));
    Fill(*subjects.services.back());
  }
  subjects.checks = std::make_unique<MarriageChecks>(setting, &stock);
  Fill(*subjects.checks);
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
  if (const auto growing = GrowingRecords();
      !absl::GetFlag(FLAGS_growth).empty() && (growing.empty() || !std::is_sorted(growing.begin(), growing.end()))) {
    std::fprintf(stderr, "bench: --growth must be ascending numbers\n");
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
