#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "tools/contracts/model/model.h"

// The part of the model that states the law: the enums of agencies, services, clauses, audiences, refusals and
// obligations, each in the order of its declaration.
namespace liandong::contracts {

std::vector<Agency> ReadAgencies();
std::vector<Process> ReadProcesses();
std::vector<Clause> ReadClauses();
std::vector<Refusal> ReadRefusals();

// Without AUDIENCE_CALLERS, which admits nobody itself. INVALID_ARGUMENT names an audience that does not hold together.
absl::StatusOr<std::vector<Audience>> ReadAudiences();

}  // namespace liandong::contracts
