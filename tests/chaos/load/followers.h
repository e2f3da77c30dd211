#pragma once

#include <atomic>
#include <string>

#include "tests/chaos/load/history.h"
#include "tools/story/caller.h"

namespace liandong::chaos {

// Follows all clues as the police's system does, from the first event on, and goes on with its token when the stream
// breaks. Ends when `stop` is set; if `until_quiet`, also when no event has come for a while.
void FollowClues(story::Caller& caller, History& history, const std::string& name, const std::atomic<bool>& stop,
                 bool until_quiet);

// Keeps the checkpoints that each service shows, as an auditor does, until `stop` is set.
void SaveCheckpoints(story::Caller& caller, History& history, const std::atomic<bool>& stop);

// All clues as they stand at the end.
absl::Status ListClues(story::Caller& caller, History& history);

}  // namespace liandong::chaos
