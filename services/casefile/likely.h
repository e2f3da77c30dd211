#pragma once

#include <string>
#include <vector>

#include "services/casefile/store.h"
#include "shared/matching/model.h"

// Which persons on record may be a given person, however the records are written. Only the police ever see the result.
namespace liandong::casefile {

struct Candidate {
  std::string id;
  matching::Score score;  // comparison of the record's person with the given one
  double probability;     // probability, 0 to 1, that this is the person; at most one of all candidates is
};

// A person is referred if the probability of being any of the listed persons is at least this. Four in five such holds
// are wrong, but a wrong "clear" weighs more.
inline constexpr double kMayBe = 0.2;

// The compared persons, the most likely first.
absl::StatusOr<std::vector<Candidate>> Compare(const CasefileStore& store, store::ReadTx& tx, Role role,
                                               const matching::Subject& subject);
// Those worth a look, if the person may be any of them (kMayBe); otherwise none.
absl::StatusOr<std::vector<Candidate>> Likely(const CasefileStore& store, store::ReadTx& tx, Role role,
                                              const matching::Subject& subject);

}  // namespace liandong::casefile
