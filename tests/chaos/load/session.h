#pragma once

#include <atomic>
#include <string>

#include "tests/chaos/load/history.h"
#include "tools/story/caller.h"

namespace liandong::chaos {

// Calls until they are answered, as an agency's system does: the same request_id again after no answer, or one that
// says to try again. Every attempt names an official of its own, by which its ledger entry is found.
class Session {
 public:
  // Not owned. `patience`: how long a call is repeated.
  Session(story::Caller* caller, History* history, std::string name, absl::Duration patience)
      : caller_(caller), history_(history), name_(std::move(name)), patience_(patience) {}

  // `notes` go into the history beside the call. The last outcome; code -1 if it never came.
  story::Outcome Call(const std::string& op, story::Request request, nlohmann::json notes = nlohmann::json::object());

 private:
  story::Caller* caller_;
  History* history_;
  const std::string name_;
  const absl::Duration patience_;
  int attempts_ = 0;
};

}  // namespace liandong::chaos
