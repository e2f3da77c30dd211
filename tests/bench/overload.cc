#include "tests/bench/overload.h"

#include <cstdio>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace liandong::bench {
namespace {

constexpr absl::Duration kWarmUp = absl::Seconds(2);

int64_t ResidentKib(int pid) {
  std::ifstream file(absl::StrCat("/proc/", pid, "/status"));
  for (std::string word; file >> word;) {
    int64_t kib = 0;
    if (word == "VmRSS:" && file >> kib) return kib;
  }
  return 0;
}

void Print(int outstanding, const Measured& measured, int64_t kib) {
  std::printf("%11d %9.0f %9.0f %9.0f %12lld %9lld\n", outstanding, measured.rate,
              absl::ToDoubleMicroseconds(measured.p50), absl::ToDoubleMicroseconds(measured.p99),
              static_cast<long long>(measured.turned_away), static_cast<long long>(kib / 1024));
}

}  // namespace

int MeasureOverload(ClueCalls& calls, absl::Duration duration) {
  const int pid = calls.subject().pid();
  std::printf("%11s %9s %9s %9s %12s %9s\n", "outstanding", "calls/s", "p50 us", "p99 us", "turned away", "RSS MiB");
  Measured peak;
  int at = 0;
  for (const int outstanding : {16, 32, 64, 128, 192}) {
    const Measured measured = calls.ReportClue(outstanding, duration, kWarmUp);
    Print(outstanding, measured, ResidentKib(pid));
    if (measured.rate > peak.rate) {
      peak = measured;
      at = outstanding;
    }
  }
  const int64_t before = ResidentKib(pid);
  const Measured loaded = calls.ReportClue(4 * at, duration, kWarmUp);
  Print(4 * at, loaded, ResidentKib(pid));
  std::printf(
      "\nat 4 x %d outstanding: goodput %.2f of the peak, p99 %.2f of it, memory %.2f of before, %lld failures\n", at,
      loaded.rate / peak.rate, absl::FDivDuration(loaded.p99, peak.p99),
      static_cast<double>(ResidentKib(pid)) / static_cast<double>(before), static_cast<long long>(loaded.failures));
  return loaded.failures == 0 ? 0 : 1;
}

}  // namespace liandong::bench
