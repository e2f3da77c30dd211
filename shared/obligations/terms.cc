#include "shared/obligations/terms.h"

#include <google/protobuf/descriptor.h>

#include "shared/values/dates.h"

namespace liandong::obligations {

const obligation::v1::ObligationInfo& InfoOf(obligation::v1::ObligationKind kind) {
  return obligation::v1::ObligationKind_descriptor()->FindValueByNumber(kind)->options().GetExtension(
      obligation::v1::obligation_info);
}

absl::Time DueAfter(obligation::v1::ObligationKind kind, absl::Time opened) {
  const auto& info = InfoOf(kind);
  absl::Time due = opened + absl::Hours(info.hours()) + absl::Hours(24) * info.days();
  if (info.months() == 0) return due;
  const absl::CivilDay day = values::DayOf(opened);
  const absl::CivilMonth month = absl::CivilMonth(day) + info.months();
  const absl::CivilDay shifted(month.year(), month.month(), day.day());
  return due + absl::Hours(24) * (shifted - day);
}

absl::Time EndOf(absl::CivilDay day) {
  return absl::FromCivil(day + 1, values::DistrictTimeZone()) - absl::Microseconds(1);
}

}  // namespace liandong::obligations
