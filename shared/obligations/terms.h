#pragma once

#include <string>

#include "absl/time/time.h"
#include "liandong/obligation/v1/obligation.pb.h"
#include "shared/law/names.h"

// The clause, owner and term of a kind of obligation, from the protos. Pure.
namespace liandong::obligations {

const obligation::v1::ObligationInfo& InfoOf(obligation::v1::ObligationKind kind);

// `opened` plus the term of the kind. Months follow the calendar of the district; a day that a month lacks becomes the
// first day of the next.
absl::Time DueAfter(obligation::v1::ObligationKind kind, absl::Time opened);

// The last instant of a day in the district.
absl::Time EndOf(absl::CivilDay day);

}  // namespace liandong::obligations
