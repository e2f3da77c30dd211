#pragma once

#include <string>
#include <vector>

#include "services/casefile/store.h"
#include "shared/matching/model.h"

// Who of those on record may be a person, however they are written. Nothing of it leaves the service but to the police.
namespace liandong::casefile {

struct Candidate {
  std::string id;
  matching::Score score;  // of the person of the record beside the one asked about
  double probability;     // 0 to 1, that this is the person: one of all candidates is, or none
};

// From this on, that the person is any of those listed, they are referred: that four in five such holds are wrong
// weighs less than a wrong "clear".
inline constexpr double kMayBe = 0.2;

// Those compared, the likeliest first.
absl::StatusOr<std::vector<Candidate>> Compare(const CasefileStore& store, store::ReadTx& tx, Role role,
                                               const matching::Subject& subject);
// Those worth a look, if the person may be any of them (kMayBe); else none.
absl::StatusOr<std::vector<Candidate>> Likely(const CasefileStore& store, store::ReadTx& tx, Role role,
                                              const matching::Subject& subject);

}  // namespace liandong::casefile
