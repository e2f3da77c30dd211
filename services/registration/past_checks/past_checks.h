#pragma once

#include <string>
#include <vector>

#include "services/registration/checks/check_rules.h"
#include "services/registration/store.h"

namespace liandong::registration {

// Earlier checks and border crossings that bear on a new check. They are found through blind keys of what their persons
// left behind (rules::TracesOf).
class PastChecks {
 public:
  // Not owned.
  explicit PastChecks(const RegistrationStore* store) : store_(*store) {}

  // Whether they are a reason for REPEAT_PATTERN, and for DOCUMENT_REUSED.
  absl::StatusOr<rules::Screenings> Screen(store::ReadTx& tx, const v1::Check& check) const;
  absl::Status Remember(store::Tx& tx, const v1::Check& check) const;
  // Adds checks that are older than this index, unless this was done before. Same as records::Backfill.
  absl::Status Backfill(store::Database& database) const;

 private:
  absl::StatusOr<std::vector<v1::Check>> Load(store::ReadTx& tx, const std::vector<std::string>& ids) const;
  absl::StatusOr<bool> IsPattern(store::ReadTx& tx, const v1::Check& check) const;
  absl::StatusOr<bool> IsReused(store::ReadTx& tx, const v1::Check& check) const;

  const RegistrationStore& store_;
};

}  // namespace liandong::registration
