#pragma once

#include <string>

#include "services/clue/store.h"
#include "shared/runtime/servant.h"

namespace liandong::clue {

// Where every clue is filed, whether it was reported as one or arose from a complaint, a visit or a finding.
class ClueDesk {
 public:
  explicit ClueDesk(const runtime::Parts& parts);

  // The name of the clue that a report most likely repeats; empty if there is none. Gathered before the transaction
  // that files the report; inside it, any two reports of one day would conflict.
  absl::StatusOr<std::string> FindFirst(const contract::Call& call, const v1::ReportClueRequest& request,
                                        const contract::Reader& reader) const;

  // Stores the clue, linked to the `first` one that it repeats. The police must acknowledge it, 三(一).
  absl::StatusOr<v1::Clue> File(const contract::Call& call, const v1::ReportClueRequest& request,
                                const std::string& first, contract::WriteTx& tx) const;

  const ClueStore& store() const { return store_; }

 private:
  ClueStore store_;
  const obligations::Book* obligations_;
  telemetry::Metrics* metrics_;
};

}  // namespace liandong::clue
