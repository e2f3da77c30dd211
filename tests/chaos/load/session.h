#pragma once

#include <atomic>
#include <string>

#include "tests/chaos/load/history.h"
#include "tools/story/caller.h"

namespace liandong::chaos {

// Repeats calls until they are answered, as the system of an agency does: with the same request_id after no answer, or
// after an answer that asks to try again. Every attempt names an official of its own, which identifies its ledger
// entry.
class Session {
 public:
  // Not owned. `patience` is how long a call is repeated.
  Session(story::Caller* caller, History* history, std::string name, absl::Duration patience)
      : caller_(caller), history_(history), name_(std::move(name)), patience_(patience) {}

  // `notes` are added to the history with the call. Returns the last outcome; code -1 if there was none.
  story::Outcome Call(const std::string& op, story::Request request, nlohmann::json notes = nlohmann::json::object());

 private:
  story::Caller* caller_;
  History* history_;
  const std::string name_;
  const absl::Duration patience_;
  int attempts_ = 0;
};

}  // namespace liandong::chaos
