#pragma once

#include <string>
#include <vector>

#include "services/registration/checks/check_rules.h"
#include "services/registration/process.h"

// How every check is concluded.
namespace liandong::registration {

// What is gathered about a check before the transaction that concludes it.
struct CheckFacts {
  rules::Screenings screenings;  // what other services answered
  rules::Screenings past;        // what past checks say of it
};

// Adds to the screenings what past checks say of the check as far as the request tells it. Gathered before the
// transaction that concludes the check: in it, checks that are made at the same time would conflict.
absl::StatusOr<CheckFacts> GatherPast(const Process& process, rules::Screenings screenings, const v1::Check& check,
                                      const Reader& reader);

// Keeps the check; if there are reasons, these or what past checks say of it, it is held, its clue is on the way in the
// same transaction, and the police owe a decision.
absl::StatusOr<v1::Check> Conclude(const Process& process, const Call& call, v1::Check check,
                                   std::vector<v1::ReferReason> reasons, const CheckFacts& facts,
                                   const std::string& note, WriteTx& tx);

}  // namespace liandong::registration
