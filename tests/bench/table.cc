#include "tests/bench/table.h"

#include <algorithm>
#include <cstdio>

namespace liandong::bench {
namespace {

template <typename T>
T MedianOf(const std::vector<Measured>& measured, T Measured::*field) {
  std::vector<T> values;
  for (const Measured& one : measured) values.push_back(one.*field);
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

Measured Median(const std::vector<Measured>& measured) {
  Measured median;
  for (const Measured& one : measured) {
    median.calls += one.calls;
    median.failures += one.failures;
    median.turned_away += one.turned_away;
  }
  median.rate = MedianOf(measured, &Measured::rate);
  median.p50 = MedianOf(measured, &Measured::p50);
  median.p99 = MedianOf(measured, &Measured::p99);
  median.server_micros = MedianOf(measured, &Measured::server_micros);
  median.database_micros = MedianOf(measured, &Measured::database_micros);
  return median;
}

void PrintHeading() {
  std::printf("%-46s %8s %8s %8s %8s %8s | %6s %6s %6s\n", "", "calls/s", "p50 us", "p99 us", "cpu us", "db us", "rate",
              "p99", "cpu");
}

void PrintRow(const std::string& name, const Measured& measured, const Measured& echo) {
  std::printf("%-46s %8.0f %8.0f %8.0f %8.1f %8.1f | %6.3f %6.2f %6.2f\n", name.c_str(), measured.rate,
              absl::ToDoubleMicroseconds(measured.p50), absl::ToDoubleMicroseconds(measured.p99),
              measured.server_micros, measured.database_micros, measured.rate / echo.rate,
              absl::FDivDuration(measured.p99, echo.p99), measured.AllMicros() / echo.AllMicros());
}

void PrintComparison(const std::string& name, const Measured& ours, const Measured& peer) {
  std::printf("%-46s rate %6.2f, p50 %6.2f, p99 %6.2f, cpu %6.2f\n", name.c_str(), ours.rate / peer.rate,
              absl::FDivDuration(ours.p50, peer.p50), absl::FDivDuration(ours.p99, peer.p99),
              ours.AllMicros() / peer.AllMicros());
}

}  // namespace liandong::bench
