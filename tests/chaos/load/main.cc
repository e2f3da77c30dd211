// chaos-load: many agencies call a suite at once and record what they saw; or it records the final state.
#include <atomic>
#include <cstdio>
#include <thread>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/status_macros.h"
#include "shared/client/targets.h"
#include "shared/command_line/command_line.h"
#include "shared/values/dates.h"
#include "tests/chaos/load/followers.h"
#include "tests/chaos/load/workload.h"

ABSL_FLAG(std::string, pki, "", "Directory with the certificates.");
ABSL_FLAG(std::vector<std::string>, targets, {}, "Addresses of the services.");
ABSL_FLAG(std::string, history, "", "File to which the history is appended.");
ABSL_FLAG(uint64_t, seed, 1, "Random seed of the calls.");
ABSL_FLAG(absl::Duration, duration, absl::Seconds(30), "Duration.");
ABSL_FLAG(int, workers, 12, "Number of concurrent callers.");
ABSL_FLAG(absl::Duration, pace, absl::Milliseconds(15), "Pause of each caller between calls.");
ABSL_FLAG(absl::Duration, patience, absl::Seconds(90), "How long a call without an answer is repeated.");
ABSL_FLAG(bool, audit, false, "Instead of calling: record the final state.");

namespace liandong::chaos {
namespace {

void Work(story::Caller& caller, History& history, SharedNames& clues, int worker, absl::Time until) {
  const uint64_t seed = absl::GetFlag(FLAGS_seed) * 1000 + static_cast<uint64_t>(worker);
  const std::string name = absl::StrCat("C", absl::GetFlag(FLAGS_seed), ".", worker);
  Session session(&caller, &history, name, absl::GetFlag(FLAGS_patience));
  Workload workload(&session, &clues, seed, name, values::DayOf(absl::Now()));
  while (absl::Now() < until) {
    workload.Step();
    absl::SleepFor(absl::GetFlag(FLAGS_pace));
  }
}

void Run(story::Caller& caller, History& history) {
  const absl::Time until = absl::Now() + absl::GetFlag(FLAGS_duration);
  SharedNames clues;
  std::atomic<bool> stop = false;
  std::thread follower([&] { FollowClues(caller, history, "live", stop, false); });
  std::thread auditor([&] { SaveCheckpoints(caller, history, stop); });
  std::vector<std::thread> workers;
  for (int i = 0; i < absl::GetFlag(FLAGS_workers); ++i) {
    workers.emplace_back([&, i] { Work(caller, history, clues, i, until); });
  }
  for (std::thread& worker : workers) worker.join();
  stop = true;
  follower.join();
  auditor.join();
}

absl::Status Main() {
  LD_ASSIGN_OR_RETURN(const auto targets, client::ParseTargets(absl::GetFlag(FLAGS_targets)));
  LD_ASSIGN_OR_RETURN(const auto history, History::Open(absl::GetFlag(FLAGS_history)));
  story::Caller caller(absl::GetFlag(FLAGS_pki), targets);
  if (!absl::GetFlag(FLAGS_audit)) {
    Run(caller, *history);
    return absl::OkStatus();
  }
  FollowClues(caller, *history, "final", std::atomic<bool>(false), true);
  return ListClues(caller, *history);
}

}  // namespace
}  // namespace liandong::chaos

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(argc, argv,
                                           "Lets many agencies call a suite at once and records what they see.");
  const absl::Status status = liandong::chaos::Main();
  if (status.ok()) return 0;
  std::fprintf(stderr, "chaos-load: %s\n", status.ToString().c_str());
  return 1;
}
