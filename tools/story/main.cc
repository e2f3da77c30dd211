// story: fills a running suite with people, plays a scenario against it, and reports whether every outcome was as
// expected.
#include <google/protobuf/descriptor.h>

#include <cstdio>
#include <fstream>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/flags/flag.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/status_macros.h"
#include "shared/client/targets.h"
#include "shared/command_line/command_line.h"
#include "shared/law/names.h"
#include "shared/values/dates.h"
#include "tools/story/player.h"
#include "tools/story/seeding.h"

namespace liandong::story {
namespace {

// The addresses on which `./run` serves.
std::vector<std::string> TargetsOfRun() {
  std::vector<std::string> targets;
  for (const law::Service service : law::AllServices()) {
    const auto& info = contract::v1::Service_descriptor()->FindValueByNumber(service)->options().GetExtension(
        contract::v1::service_info);
    targets.push_back(absl::StrCat(law::ServiceSlug(service), "=127.0.0.1:", info.port()));
  }
  return targets;
}

}  // namespace
}  // namespace liandong::story

ABSL_FLAG(std::string, scenario, "", "Scenario file to play.");
ABSL_FLAG(std::string, pki, ".dev/pki", "Directory with the agencies' certificates.");
ABSL_FLAG(std::vector<std::string>, targets, liandong::story::TargetsOfRun(),
          "Addresses of the services. Repeat a name for each of its replicas.");
ABSL_FLAG(int, run, 1, "Number of this run. Each run uses different people.");
ABSL_FLAG(int, population, 0, "Instead of playing the scenario: create records for this many people.");
ABSL_FLAG(uint64_t, seed, 1, "Random seed of the people.");
ABSL_FLAG(absl::Duration, patience, absl::Seconds(30), "How long a step waits for a service that does not answer.");
ABSL_FLAG(absl::Duration, pause, absl::ZeroDuration(), "Pause between steps.");
ABSL_FLAG(std::string, journal, "", "Output file with one line per acknowledged write.");
ABSL_FLAG(bool, verbose, false, "Print every call, not only the scenes and the calls that were not as expected.");
ABSL_FLAG(std::string, people_out, "", "Output file with the people of the run, as JSON.");

namespace liandong::story {
namespace {

absl::StatusOr<Score> PlayFile(Caller& caller) {
  LD_ASSIGN_OR_RETURN(const Scenario scenario, LoadScenario(absl::GetFlag(FLAGS_scenario)));
  Bindings bindings(scenario.people, absl::GetFlag(FLAGS_run), absl::Now());
  if (const std::string path = absl::GetFlag(FLAGS_people_out); !path.empty()) {
    std::ofstream(path) << bindings.people().dump(2) << "\n";
  }
  PlayOptions options{.run = absl::GetFlag(FLAGS_run),
                      .patience = absl::GetFlag(FLAGS_patience),
                      .pause = absl::GetFlag(FLAGS_pause),
                      .verbose = absl::GetFlag(FLAGS_verbose)};
  if (const std::string path = absl::GetFlag(FLAGS_journal); !path.empty()) {
    options.journal = std::fopen(path.c_str(), "w");
  }
  std::printf("%s\n", scenario.title.c_str());
  auto score = Play(scenario, bindings, caller, options);
  if (options.journal != nullptr) std::fclose(options.journal);
  return score;
}

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "story: %s\n", status.ToString().c_str());
  return 2;
}

int Main() {
  const auto targets = client::ParseTargets(absl::GetFlag(FLAGS_targets));
  if (!targets.ok()) return Fail(targets.status());
  Caller caller(absl::GetFlag(FLAGS_pki), *targets);
  if (const int persons = absl::GetFlag(FLAGS_population); persons > 0) {
    const auto calls = Seed(caller, persons, absl::GetFlag(FLAGS_seed), values::DayOf(absl::Now()));
    if (!calls.ok()) return Fail(calls.status());
    std::printf("population: %d persons, %d calls\n", persons, *calls);
    return 0;
  }
  const auto score = PlayFile(caller);
  if (!score.ok()) return Fail(score.status());
  std::printf("\nstory: %d calls: %d accepted, %d refused as the rules demand, %d not as expected\n", score->calls,
              score->accepted, score->refused, score->unexpected);
  return score->unexpected == 0 ? 0 : 1;
}

}  // namespace
}  // namespace liandong::story

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(argc, argv,
                                           "Plays a scenario against a running suite and prints it as a table.");
  return liandong::story::Main();
}
