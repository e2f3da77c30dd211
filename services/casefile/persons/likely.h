#pragma once

#include <string>
#include <vector>

#include "services/casefile/store.h"
#include "shared/matching/model.h"

// Which persons on record may be a given person, however the records are written. Only the police ever see the result.
namespace liandong::casefile {

struct ComparedPerson {
  std::string id;         // of the record that contains the person
  matching::Score score;  // comparison of the record's person with the given one
  double probability;     // probability, 0 to 1, that this is the person; at most one of all compared persons is
};

// The compared persons, the most likely first.
absl::StatusOr<std::vector<ComparedPerson>> Compare(const CasefileStore& store, store::ReadTx& tx, Role role,
                                                    const matching::Subject& subject);
// The ids of the records with the most likely persons, the most likely first, if the person may well be one of those on
// record; otherwise none.
absl::StatusOr<std::vector<std::string>> Likely(const CasefileStore& store, store::ReadTx& tx, Role role,
                                                const matching::Subject& subject, absl::Time now);

}  // namespace liandong::casefile
