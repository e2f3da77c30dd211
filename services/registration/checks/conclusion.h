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
  rules::Screenings past;        // what earlier checks say about it
};

// Adds to the screenings what earlier checks say about this check, as far as the request describes it. Gathered before
// the transaction that concludes the check; inside it, concurrent checks would conflict.
absl::StatusOr<CheckFacts> GatherPast(const Process& process, rules::Screenings screenings, const v1::Check& check,
                                      const Reader& reader);

// Stores the check. If there are reasons, these or from earlier checks, it is held, its clue is sent through the outbox
// in the same transaction, and the police must decide.
absl::StatusOr<v1::Check> Conclude(const Process& process, const Call& call, v1::Check check,
                                   std::vector<v1::ReferReason> reasons, const CheckFacts& facts,
                                   const std::string& note, WriteTx& tx);

}  // namespace liandong::registration
