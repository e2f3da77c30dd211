#pragma once

#include <string>
#include <utility>
#include <vector>

#include "services/registration/rules.h"
#include "services/registration/store.h"

namespace liandong::registration {

// The checks of before and the crossings of the border, as they speak of a new check: found blind by what the persons
// in them left (rules::TracesOf).
class PastChecks {
 public:
  // `keys` is not owned.
  PastChecks(RegistrationStore store, const records::KeyIndex* keys) : store_(std::move(store)), keys_(keys) {}

  // Whether they are a reason for REPEAT_PATTERN, and for DOCUMENT_REUSED.
  absl::StatusOr<rules::Screenings> Screen(store::ReadTx& tx, const v1::Check& check) const;
  absl::Status Remember(store::Tx& tx, const v1::Check& check) const;
  // Remembers the checks from before there was this, unless that was done. As records::Fill.
  absl::Status Fill(store::Database& database) const;

 private:
  absl::StatusOr<std::vector<v1::Check>> With(store::ReadTx& tx, const std::string& domain,
                                              const std::string& trace) const;
  absl::StatusOr<bool> IsPattern(store::ReadTx& tx, const v1::Check& check) const;
  absl::StatusOr<bool> IsReused(store::ReadTx& tx, const v1::Check& check) const;

  RegistrationStore store_;
  const records::KeyIndex* keys_;
};

}  // namespace liandong::registration
