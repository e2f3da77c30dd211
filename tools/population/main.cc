// population: prints invented people, one JSON object per line.
#include <google/protobuf/util/json_util.h>

#include <cstdio>
#include <string>

#include "absl/flags/flag.h"
#include "shared/command_line/command_line.h"
#include "shared/values/dates.h"
#include "tools/population/population.h"

ABSL_FLAG(int, count, 100, "Number of people to print.");
ABSL_FLAG(uint64_t, seed, 1, "Random seed. The same seed and day give the same people.");
ABSL_FLAG(std::string, today, "2026-01-01", "Day on which the ages are computed, YYYY-MM-DD.");

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(
      argc, argv, "Prints invented people with valid identity numbers, one JSON object per line.");
  const auto today = liandong::values::ParseDay(absl::GetFlag(FLAGS_today));
  if (!today.has_value()) {
    std::fprintf(stderr, "population: --today must be a date in the form YYYY-MM-DD\n");
    return 2;
  }
  liandong::population::Generator generator(absl::GetFlag(FLAGS_seed), *today);
  for (int i = 0; i < absl::GetFlag(FLAGS_count); ++i) {
    std::string line;
    if (!google::protobuf::util::MessageToJsonString(generator.Resident(0, 90), &line).ok()) return 1;
    std::puts(line.c_str());
  }
  return 0;
}
