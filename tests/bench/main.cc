// bench: measures what a call through the whole path costs, as ratios to a bare mutual-TLS echo and to the disk's sync
// rate, in one run on one machine. It is a benchmark, not a test, and fails only if a call fails.
#include <fcntl.h>
#include <grpcpp/grpcpp.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "liandong/clue/v1/clue_service.grpc.pb.h"
#include "shared/base/ids.h"
#include "shared/command_line/command_line.h"
#include "tests/bench/echo.h"
#include "tests/bench/load.h"
#include "tools/pki/layout.h"

ABSL_FLAG(std::string, serve_echo, "",
          "Serve the echo on this address. The benchmark starts its own echo server in this way.");
ABSL_FLAG(bool, overload, false, "Measure the behaviour under four times the load at which the rate peaks.");
ABSL_FLAG(std::string, pki, "", "With --serve_echo: directory with the certificates.");
ABSL_FLAG(absl::Duration, duration, absl::Seconds(4), "Duration of each measurement.");
ABSL_FLAG(std::string, directory, "", "Directory on the disk to measure. Empty: a temporary directory.");

extern char** environ;

namespace liandong::bench {
namespace {

constexpr char kEchoAddress[] = "127.0.0.1:17490";
constexpr char kClueAddress[] = "127.0.0.1:17491";
constexpr char kReportClue[] = "/liandong.clue.v1.ClueService/ReportClue";
constexpr char kGetClue[] = "/liandong.clue.v1.ClueService/GetClue";
constexpr char kPurpose[] = "3-1";
constexpr int kOutstanding = 64;
constexpr int kChannels = 4;
constexpr int kClues = 1000;

// A child process that ends together with this object.
class Child {
 public:
  explicit Child(std::vector<std::string> command) {
    std::vector<char*> arguments;
    for (std::string& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    if (posix_spawn(&pid_, arguments[0], nullptr, nullptr, arguments.data(), environ) != 0) std::abort();
  }
  ~Child() {
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  int pid() const { return pid_; }

 private:
  pid_t pid_ = 0;
};

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::shared_ptr<grpc::Channel> ConnectAs(const std::string& pki, const std::string& agency,
                                         const std::string& address) {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = ReadFile(pki + "/ca.crt");
  options.pem_cert_chain = ReadFile(absl::StrCat(pki, "/", agency, ".crt"));
  options.pem_private_key = ReadFile(absl::StrCat(pki, "/", agency, ".key"));
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  auto channel = grpc::CreateCustomChannel(address, grpc::SslCredentials(options), arguments);
  if (!channel->WaitForConnected(std::chrono::system_clock::now() + std::chrono::seconds(10))) {
    std::fprintf(stderr, "bench: %s does not answer\n", address.c_str());
    std::exit(1);
  }
  return channel;
}

std::vector<std::shared_ptr<grpc::Channel>> Connect(const std::string& pki, const std::string& address) {
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (int i = 0; i < kChannels; ++i) channels.push_back(ConnectAs(pki, "education-commission", address));
  return channels;
}

clue::v1::ReportClueRequest Report() {
  clue::v1::ReportClueRequest request;
  request.set_request_id(base::NewUuid());
  request.set_channel(clue::v1::CLUE_CHANNEL_PHONE);
  request.set_kind(clue::v1::CLUE_KIND_CHILD_TRAFFICKING);
  request.set_description("有人在客运站看见一名男子携带一名哭闹的男童，称是亲戚，但说不出孩子的名字。");
  auto& person = *request.add_persons();
  // Nobody real: a new number each time, so that the index finds no repeats.
  person.set_name("甲");
  person.mutable_document()->set_type(common::v1::DOCUMENT_TYPE_PASSPORT);
  person.mutable_document()->set_number(base::NewUuid().substr(24));
  return request;
}

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

void Print(const char* name, const Measured& measured, const Measured& echo) {
  std::printf("%-28s %9.0f %9.0f %9.0f %9.1f | %6.2f %6.2f %6.2f\n", name, measured.rate,
              absl::ToDoubleMicroseconds(measured.p50), absl::ToDoubleMicroseconds(measured.p99),
              measured.server_micros, measured.rate / echo.rate, absl::FDivDuration(measured.p99, echo.p99),
              measured.server_micros / echo.server_micros);
  if (measured.failures > 0) {
    std::printf("%lld of %lld calls failed\n", static_cast<long long>(measured.failures),
                static_cast<long long>(measured.calls));
    std::exit(1);
  }
}

std::vector<std::string> ClueCommand(const std::string& bin, const std::string& directory) {
  const std::string pki = directory + "/pki";
  return {bin + "/clued", absl::StrCat("--address=", kClueAddress),
          // One caller makes all calls.
          "--agency_rate=1000000", absl::StrCat("--data=", directory, "/clue.db"),
          absl::StrCat("--key=", pki, "/clue.master"), absl::StrCat("--ledger_key=", pki, "/clue.ledger.key"),
          absl::StrCat("--tls_certificate=", pki, "/clue.crt"), absl::StrCat("--tls_key=", pki, "/clue.key"),
          absl::StrCat("--tls_authorities=", pki, "/ca.crt"), absl::StrCat("--tls_revocations=", pki, "/crl.pem")};
}

std::vector<std::string> SomeClues(const std::shared_ptr<grpc::Channel>& channel) {
  const auto stub = clue::v1::ClueService::NewStub(channel);
  std::vector<std::string> names;
  for (int i = 0; i < kClues; ++i) {
    grpc::ClientContext context;
    context.AddMetadata("ld-purpose", kPurpose);
    clue::v1::Clue clue;
    if (!stub->ReportClue(&context, Report(), &clue).ok()) std::exit(1);
    names.push_back(clue.name());
  }
  return names;
}

int64_t ResidentKib(int pid) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/status"));
  for (std::string word; file >> word;) {
    int64_t kib = 0;
    if (word == "VmRSS:" && file >> kib) return kib;
  }
  return 0;
}

// Callers of many agencies report clues: first with increasing numbers of calls in progress, then with four times that
// of the peak.
int Overload(const std::string& bin, const std::string& directory, absl::Duration duration) {
  const Child server(ClueCommand(bin, directory));
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  for (const char* agency : {"education-commission", "health-commission", "culture-tourism", "human-resources"}) {
    channels.push_back(ConnectAs(directory + "/pki", agency, kClueAddress));
  }
  const auto run = [&](int outstanding) {
    return Run({kReportClue, "6-9", [] { return Report().SerializeAsString(); }, outstanding, absl::Seconds(1),
                absl::Seconds(2), duration},
               channels, server.pid());
  };
  std::printf("%11s %9s %9s %9s %12s %9s\n", "outstanding", "calls/s", "p50 us", "p99 us", "turned away", "RSS MiB");
  const auto print = [&](int outstanding, const Measured& measured) {
    std::printf("%11d %9.0f %9.0f %9.0f %12lld %9lld\n", outstanding, measured.rate,
                absl::ToDoubleMicroseconds(measured.p50), absl::ToDoubleMicroseconds(measured.p99),
                static_cast<long long>(measured.turned_away), static_cast<long long>(ResidentKib(server.pid()) / 1024));
  };
  Measured peak;
  int at = 0;
  for (const int outstanding : {16, 32, 64, 128, 192}) {
    const Measured measured = run(outstanding);
    print(outstanding, measured);
    if (measured.rate > peak.rate) {
      peak = measured;
      at = outstanding;
    }
  }
  const int64_t before = ResidentKib(server.pid());
  const Measured loaded = run(4 * at);
  print(4 * at, loaded);
  std::printf(
      "\nat 4 x %d outstanding: goodput %.2f of the peak, p99 %.2f of it, memory %.2f of before, %lld failures\n", at,
      loaded.rate / peak.rate, absl::FDivDuration(loaded.p99, peak.p99),
      static_cast<double>(ResidentKib(server.pid())) / static_cast<double>(before),
      static_cast<long long>(loaded.failures));
  return loaded.failures == 0 ? 0 : 1;
}

int Main(const std::string& self) {
  const std::string bin = std::filesystem::path(self).parent_path();
  std::string directory = absl::GetFlag(FLAGS_directory);
  if (directory.empty()) directory = std::filesystem::temp_directory_path();
  directory += "/liandong-bench-XXXXXX";
  if (mkdtemp(directory.data()) == nullptr || !pki::Lay(directory + "/pki", "nanchuan.liandong", "500119").ok())
    return 1;
  const std::string pki = directory + "/pki";
  const absl::Duration duration = absl::GetFlag(FLAGS_duration);

  if (absl::GetFlag(FLAGS_overload)) {
    const int code = Overload(bin, directory, duration);
    std::filesystem::remove_all(directory);
    return code;
  }
  std::printf("fdatasync of 4 KiB appends: %.0f a second\n\n", SyncRate(directory, duration / 2));
  std::printf("%-28s %9s %9s %9s %9s | %6s %6s %6s\n", "", "calls/s", "p50 us", "p99 us", "cpu us", "rate", "p99",
              "cpu");
  {
    const Child echo_server({bin + "/bench", absl::StrCat("--serve_echo=", kEchoAddress), "--pki=" + pki});
    const Child clue_server(ClueCommand(bin, directory));
    const auto echo_channels = Connect(pki, kEchoAddress);
    const auto clue_channels = Connect(pki, kClueAddress);
    const std::vector<std::string> names = SomeClues(clue_channels.front());
    std::atomic<size_t> next = 0;
    const auto get = [&] {
      clue::v1::GetClueRequest request;
      request.set_name(names[next++ % names.size()]);
      return request.SerializeAsString();
    };
    const auto report = [] { return Report().SerializeAsString(); };
    for (const int outstanding : {kOutstanding, 1}) {
      const auto load = [&](const char* method, std::function<std::string()> request) {
        return Load{method, kPurpose, std::move(request), outstanding, absl::Seconds(1), duration};
      };
      const std::string suffix = absl::StrCat(", ", outstanding, " outstanding");
      const Measured echo = Run(load(kEchoMethod, report), echo_channels, echo_server.pid());
      Print(absl::StrCat("(a) echo", suffix).c_str(), echo, echo);
      Print(absl::StrCat("(b) GetClue", suffix).c_str(), Run(load(kGetClue, get), clue_channels, clue_server.pid()),
            echo);
      Print(absl::StrCat("(c) ReportClue", suffix).c_str(),
            Run(load(kReportClue, report), clue_channels, clue_server.pid()), echo);
    }
  }
  std::filesystem::remove_all(directory);
  return 0;
}

}  // namespace
}  // namespace liandong::bench

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(argc, argv, "Measures what a call costs, as ratios in one run.");
  const std::string echo = absl::GetFlag(FLAGS_serve_echo);
  if (!echo.empty()) return liandong::bench::ServeEcho(absl::GetFlag(FLAGS_pki), echo);
  return liandong::bench::Main(std::filesystem::canonical("/proc/self/exe"));
}
