#include "tests/bench/overload.h"

#include <cstdio>
#include <fstream>

#include "absl/strings/str_cat.h"

namespace liandong::bench {
namespace {

constexpr absl::Duration kWarmUp = absl::Seconds(2);
constexpr int kOverload = 4;
// What is expected under that load, compared with the peak.
constexpr double kLeastGoodput = 0.8;
constexpr double kMostSlower = 2;

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

int MeasureOverload(const std::string& method, const Subject& subject, const MeasureCalls& measure) {
  std::printf("%s\n%11s %9s %9s %9s %12s %9s\n", method.c_str(), "outstanding", "calls/s", "p50 us", "p99 us",
              "turned away", "RSS MiB");
  Measured peak;
  int at = 0;
  for (const int outstanding : {16, 32, 64, 128, 192}) {
    const Measured measured = measure(outstanding, kWarmUp);
    Print(outstanding, measured, ResidentKib(subject.pid()));
    if (measured.rate > peak.rate) {
      peak = measured;
      at = outstanding;
    }
  }
  const int64_t before = ResidentKib(subject.pid());
  const Measured loaded = measure(kOverload * at, kWarmUp);
  Print(kOverload * at, loaded, ResidentKib(subject.pid()));
  const double goodput = loaded.rate / peak.rate;
  const double slower = absl::FDivDuration(loaded.p99, peak.p99);
  std::printf(
      "\nat %d x %d outstanding: goodput %.2f of the peak, p99 %.2f of it, memory %.2f of before, %lld failures: "
      "%s\n\n",
      kOverload, at, goodput, slower, static_cast<double>(ResidentKib(subject.pid())) / static_cast<double>(before),
      static_cast<long long>(loaded.failures),
      goodput >= kLeastGoodput && slower <= kMostSlower ? "as it should be" : "too slow");
  return loaded.failures == 0 ? 0 : 1;
}

}  // namespace liandong::bench
