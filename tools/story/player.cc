#include "tools/story/player.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "shared/base/ids.h"
#include "shared/base/status_macros.h"
#include "shared/law/names.h"

namespace liandong::story {
namespace {

constexpr absl::Duration kAttempt = absl::Seconds(10);
constexpr absl::Duration kBetweenAttempts = absl::Milliseconds(50);
constexpr int kUnavailable = 14;
constexpr int kDeadlineExceeded = 4;

// What is wrong with an outcome; empty if nothing is.
std::string Fault(const Expectation& expect, const Outcome& outcome) {
  if (CodeName(outcome.code) != expect.code) {
    return absl::StrCat("code ", CodeName(outcome.code), ", not ", expect.code, ": ", outcome.message);
  }
  if (!expect.reason.empty() && outcome.reason != expect.reason) {
    return absl::StrCat("reason ", outcome.reason, ", not ", expect.reason);
  }
  if (!expect.clause.empty() && outcome.clause != expect.clause) {
    return absl::StrCat("clause ", outcome.clause, ", not ", expect.clause);
  }
  if (!expect.reply.is_null() && !Contains(outcome.reply, expect.reply)) {
    return absl::StrCat("reply ", outcome.reply.dump(), " does not contain ", expect.reply.dump());
  }
  for (const std::string& path : expect.absent) {
    if (!At(outcome.reply, path).is_null()) return absl::StrCat("the reply must not contain ", path);
  }
  return "";
}

// The service did not answer, its reply was lost, or the caller has used up its share. The same request is sent again.
bool MayRetry(const Outcome& outcome) {
  return outcome.code == kUnavailable || IsTurnedAway(outcome) ||
         (outcome.code == kDeadlineExceeded && outcome.reason.empty());
}

void PrintRow(int number, const Step& step, const Outcome& outcome, const std::string& fault) {
  const auto agency = law::AgencyFromSlug(step.request.agency);
  const std::string who = agency.has_value() ? law::AgencyNameZh(*agency) : step.request.agency;
  const std::string result = outcome.reason.empty() ? CodeName(outcome.code) : outcome.reason;
  const std::string clause = outcome.clause.empty() ? "" : absl::StrCat(" ", outcome.clause);
  std::printf("%3d %s %s  %s  → %s%s\n", number, fault.empty() ? "✓" : "✗", who.c_str(), step.request.method.c_str(),
              result.c_str(), clause.c_str());
  if (!fault.empty()) std::printf("      %s\n", fault.c_str());
  std::fflush(stdout);
}

void PrintScene(const std::string& scene, bool verbose) {
  std::printf("%s── %s\n", verbose ? "\n" : "", scene.c_str());
  std::fflush(stdout);
}

class Attempts {
 public:
  Attempts(Caller& caller, const Step& step, const PlayOptions& options)
      : caller_(caller), step_(step), until_(absl::Now() + options.patience) {}

  // Repeats until the outcome is final: as expected, or a failure that a repeat cannot change.
  absl::StatusOr<std::pair<Outcome, std::string>> Run() {
    while (true) {
      LD_ASSIGN_OR_RETURN(Outcome outcome, caller_.Call(step_.request, kAttempt));
      std::string fault = Fault(step_.expect, outcome);
      const bool again = MayRetry(outcome) || (step_.eventually && !fault.empty());
      if (fault.empty() || !again || absl::Now() > until_) return std::pair(std::move(outcome), std::move(fault));
      absl::SleepFor(IsTurnedAway(outcome) ? outcome.retry_delay : kBetweenAttempts);
    }
  }

 private:
  Caller& caller_;
  const Step& step_;
  absl::Time until_;
};

absl::StatusOr<Step> Prepared(const Step& step, const Bindings& bindings, const std::string& id_seed) {
  Step ready = step;
  LD_ASSIGN_OR_RETURN(ready.request.body, bindings.Fill(step.request.body));
  if (!step.expect.reply.is_null()) {
    LD_ASSIGN_OR_RETURN(ready.expect.reply, bindings.Fill(step.expect.reply));
  }
  if (TakesRequestId(step.request.method) && !ready.request.body.contains("request_id")) {
    ready.request.body["request_id"] = base::UuidOf(id_seed);
  }
  return ready;
}

void Save(const Step& step, const Outcome& outcome, Bindings& bindings) {
  for (const auto& [name, path] : step.save.items()) {
    const nlohmann::json value = At(outcome.reply, path.get<std::string>());
    if (value.is_string()) bindings.Set(name, value.get<std::string>());
  }
}

}  // namespace

absl::StatusOr<Score> Play(const Scenario& scenario, Bindings& bindings, Caller& caller, const PlayOptions& options) {
  Score score;
  std::string scene;
  for (const Step& step : scenario.steps) {
    if (step.scene != scene && !step.scene.empty()) PrintScene(scene = step.scene, options.verbose);
    ++score.calls;
    if (options.before_step) options.before_step();
    LD_ASSIGN_OR_RETURN(const Step ready,
                        Prepared(step, bindings, absl::StrCat(scenario.title, "/", options.run, "/", score.calls)));
    LD_ASSIGN_OR_RETURN(const auto result, Attempts(caller, ready, options).Run());
    const auto& [outcome, fault] = result;
    if (outcome.code == 0 && options.journal != nullptr && ready.request.body.contains("request_id")) {
      std::fprintf(options.journal, "%s %s\n", ready.request.body["request_id"].get<std::string>().c_str(),
                   ready.request.method.c_str());
      std::fflush(options.journal);
    }
    if (!fault.empty()) {
      ++score.unexpected;
    } else {
      ++(outcome.code == 0 ? score.accepted : score.refused);
    }
    if (options.verbose || !fault.empty()) PrintRow(score.calls, step, outcome, fault);
    Save(step, outcome, bindings);
    absl::SleepFor(options.pause);
  }
  return score;
}

}  // namespace liandong::story
