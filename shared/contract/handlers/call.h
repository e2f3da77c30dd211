#pragma once

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/contract/handlers/method.h"
#include "shared/identity/caller.h"
#include "shared/records/table.h"
#include "shared/seal/token.h"
#include "shared/telemetry/trace.h"

namespace liandong::contract {

// One call as a handler sees it: who calls, why, when, and which records are within reach.
class Call {
 public:
  std::shared_ptr<const identity::Caller> caller;
  std::string operator_id;  // `ld-operator`; may be empty
  v1::Clause purpose = v1::CLAUSE_UNSPECIFIED;
  std::string case_name;   // `ld-case`; may be empty
  telemetry::Trace trace;  // from `traceparent`, or a new trace
  absl::Time now;          // arrival of the call; handlers must not read a clock
  absl::Time deadline;
  const Method* method = nullptr;
  records::Reach reach;
  const seal::TokenBox* page_tokens = nullptr;

  bool IsAgency(v1::Agency agency) const { return caller->agency == agency; }

  // The division of a new record: `requested`, or the caller's own if it is empty. DIVISION_OUT_OF_REACH if an agency
  // names a division outside its own.
  absl::StatusOr<std::string> DivisionFor(const std::string& requested) const;
};

}  // namespace liandong::contract
