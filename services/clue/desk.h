#pragma once

#include "services/clue/store.h"
#include "shared/runtime/servant.h"

namespace liandong::clue {

// Where every clue is filed, whether it was reported as one or came of a complaint, a visit or a finding.
class ClueDesk {
 public:
  explicit ClueDesk(const runtime::Parts& parts);

  // Keeps the clue, linked to the first one that it most likely repeats. The police owe an acknowledgement, 三(一).
  absl::StatusOr<v1::Clue> File(const contract::Call& call, const v1::ReportClueRequest& request, store::Tx& tx) const;

  const ClueStore& store() const { return store_; }

 private:
  // As of what was kept before: in the transaction itself two clues of one day would stand in each other's way.
  absl::StatusOr<std::string> FindFirst(const v1::Clue& clue, absl::Time now) const;

  ClueStore store_;
  store::Database* database_;
  const obligations::Book* obligations_;
  telemetry::Metrics* metrics_;
};

}  // namespace liandong::clue
