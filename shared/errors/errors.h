#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "liandong/contract/v1/clause.pb.h"
#include "liandong/contract/v1/error_reason.pb.h"

// Refusals. A refusal is an absl::Status that carries its reason of the catalogue (error_reason.proto), the clause
// behind it, and the google.rpc details that the caller gets. No refusal holds personal data: paths and rules, never
// values.
namespace liandong::errors {

using contract::v1::Clause;
using contract::v1::ErrorReason;

struct FieldViolation {
  std::string path;  // `person.document.number`, `persons[2].name`
  std::string en;
  std::string zh;
};

absl::Status Refuse(ErrorReason reason, Clause clause = contract::v1::CLAUSE_UNSPECIFIED);
absl::Status RefuseFields(const std::vector<FieldViolation>& violations,
                          ErrorReason reason = contract::v1::ERROR_REASON_REQUEST_INVALID);

// The pieces of a refusal; UNSPECIFIED where the status is not one.
ErrorReason ReasonOf(const absl::Status& status);
Clause ClauseOf(const absl::Status& status);
// As google.rpc.ErrorInfo has it: `NOT_FOUND`.
std::string ReasonName(ErrorReason reason);

// A serialized google.rpc.Status for `grpc-status-details-bin`. A status that is no refusal (a defect, or a library's
// error) is answered as ERROR_REASON_INTERNAL without its own words, which could hold anything.
struct WireError {
  int code;
  std::string message;
  std::string details;
};
WireError ToWire(const absl::Status& status);

// The refusal that a peer sent, so that its reason survives the hop. INTERNAL if the details are not ours.
absl::Status FromWire(int code, absl::string_view message, absl::string_view details);

}  // namespace liandong::errors
