#include "tests/chaos/load/session.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace liandong::chaos {
namespace {

constexpr absl::Duration kAttempt = absl::Seconds(4);
constexpr absl::Duration kPause = absl::Milliseconds(60);

// Reasons that say that nothing was decided.
bool TriesAgain(const story::Outcome& outcome) {
  static const auto* const reasons = new std::set<std::string>{
      "STORE_UNAVAILABLE", "SHUTTING_DOWN", "OVERLOADED", "QUOTA_EXCEEDED", "SOURCE_UNAVAILABLE", "DEADLINE_PASSED"};
  const bool answered = outcome.code == 0 || !outcome.reason.empty();
  return !answered || reasons->contains(outcome.reason);
}

nlohmann::json Kept(const nlohmann::json& reply) {
  nlohmann::json kept = nlohmann::json::object();
  for (const char* key : {"name", "state", "outcome", "reference"}) {
    if (reply.contains(key)) kept[key] = reply[key];
  }
  return kept;
}

}  // namespace

story::Outcome Session::Call(const std::string& op, story::Request request, nlohmann::json notes) {
  const absl::Time start = absl::Now();
  nlohmann::json attempts = nlohmann::json::array();
  story::Outcome outcome;
  do {
    request.operator_id = absl::StrCat(name_, "-", ++attempts_);
    auto result = caller_->Call(request, kAttempt);
    if (result.ok()) {
      outcome = *std::move(result);
    } else {
      outcome = {.code = -1, .message = std::string(result.status().message())};
    }
    attempts.push_back({request.operator_id, outcome.code, outcome.reason});
    if (!TriesAgain(outcome)) break;
    absl::SleepFor(kPause);
  } while (absl::Now() - start < patience_);
  notes.update({{"kind", "call"},
                {"op", op},
                {"method", request.method},
                {"as", request.agency},
                {"request_id", request.body.value("request_id", "")},
                {"start", absl::ToUnixMicros(start)},
                {"end", absl::ToUnixMicros(absl::Now())},
                {"answered", !TriesAgain(outcome)},
                {"code", outcome.code},
                {"reason", outcome.reason},
                {"reply", Kept(outcome.reply)},
                {"attempts", attempts}});
  history_->Add(notes);
  return outcome;
}

}  // namespace liandong::chaos
