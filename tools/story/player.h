#pragma once

#include <cstdio>
#include <functional>
#include <string>

#include "absl/time/time.h"
#include "tools/story/scenario.h"

namespace liandong::story {

struct PlayOptions {
  int run = 1;
  // How long a step is repeated while a service does not answer or an expected effect has not arrived.
  absl::Duration patience = absl::Seconds(30);
  // Pause between steps, in which a test can inject faults.
  absl::Duration pause = absl::ZeroDuration();
  // Called before each step; may be empty.
  std::function<void()> before_step;
  // Each acknowledged write is written to this file at once (`request_id method`); may be null. Not owned.
  std::FILE* journal = nullptr;
  // Prints a row for each call, not only for a call that was not as expected.
  bool verbose = false;
};

struct Score {
  int calls = 0;
  // As expected: calls that were answered, and calls that a rule had to refuse.
  int accepted = 0;
  int refused = 0;
  int unexpected = 0;
};

// Plays the steps in order and prints the scenes. A row says who called what, the outcome and the clause. If a step is
// not as expected, prints its row and the reason, and continues.
absl::StatusOr<Score> Play(const Scenario& scenario, Bindings& bindings, Caller& caller, const PlayOptions& options);

}  // namespace liandong::story
