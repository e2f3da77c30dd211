#pragma once

#include <string>

#include "absl/time/time.h"
#include "liandong/obligation/v1/obligation.pb.h"
#include "shared/law/names.h"

// What the protos say of a kind of obligation. Pure.
namespace liandong::obligations {

const obligation::v1::ObligationInfo& InfoOf(obligation::v1::ObligationKind kind);

// `opened` plus the kind's term: months by the calendar of the district, a day that the month lacks being the first of
// the next.
absl::Time DueAfter(obligation::v1::ObligationKind kind, absl::Time opened);

// The last instant of a day in the district.
absl::Time EndOf(absl::CivilDay day);

}  // namespace liandong::obligations
