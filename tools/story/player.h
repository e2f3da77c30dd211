#pragma once

#include <cstdio>
#include <string>

#include "absl/time/time.h"
#include "tools/story/scenario.h"

namespace liandong::story {

struct PlayOptions {
  int run = 1;
  // How long a step goes on when a service does not answer, or what is awaited has not come.
  absl::Duration patience = absl::Seconds(30);
  // Between steps: leaves room for a test to do harm.
  absl::Duration pause = absl::ZeroDuration();
  // Where each acknowledged write is noted at once (`request_id method`); may be null. Not owned.
  std::FILE* journal = nullptr;
};

struct Score {
  int calls = 0;
  int as_expected = 0;
};

// Plays the steps in order and prints a table row for each: who called what, the outcome, the clause. A step that is
// not as expected prints why; the play goes on.
absl::StatusOr<Score> Play(const Scenario& scenario, Bindings& bindings, Caller& caller, const PlayOptions& options);

}  // namespace liandong::story
