#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "liandong/contract/v1/clause.pb.h"
#include "liandong/contract/v1/error_reason.pb.h"

// Refusals. A refusal is an absl::Status with a reason from the catalogue (error_reason.proto), the clause behind it,
// and the google.rpc details for the caller. It names fields and rules but never contains values, and so no personal
// data.
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

// The parts of a refusal. UNSPECIFIED if the status is not a refusal.
ErrorReason ReasonOf(const absl::Status& status);
Clause ClauseOf(const absl::Status& status);
// The name as google.rpc.ErrorInfo contains it: `NOT_FOUND`.
std::string ReasonName(ErrorReason reason);

// A serialized google.rpc.Status for `grpc-status-details-bin`. A status that is not a refusal (a defect or an error of
// a library) becomes ERROR_REASON_INTERNAL. Its text is dropped because it could contain anything.
struct WireError {
  int code;
  std::string message;
  std::string details;
};
WireError ToWire(const absl::Status& status);

// Restores the refusal that a peer sent, so that its reason survives the hop. INTERNAL if the details are not from this
// suite.
absl::Status FromWire(int code, absl::string_view message, absl::string_view details);

}  // namespace liandong::errors
