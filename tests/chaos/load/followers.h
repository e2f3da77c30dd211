#pragma once

#include <atomic>
#include <string>

#include "tests/chaos/load/history.h"
#include "tools/story/caller.h"

namespace liandong::chaos {

// Follows all clues as the system of the police does, from the first event on, and resumes with its token when the
// stream breaks. Ends when `stop` is set; with `until_quiet` also when no event has come for a while.
void FollowClues(story::Caller& caller, History& history, const std::string& name, const std::atomic<bool>& stop,
                 bool until_quiet);

// Collects the checkpoints that each service shows, as an auditor does, until `stop` is set.
void SaveCheckpoints(story::Caller& caller, History& history, const std::atomic<bool>& stop);

// The state of all clues at the end.
absl::Status ListClues(story::Caller& caller, History& history);

}  // namespace liandong::chaos
