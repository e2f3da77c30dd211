#include "shared/records/reach.h"

#include "shared/values/divisions.h"

namespace liandong::records {

bool Reach::Covers(absl::string_view division_of, absl::string_view owner_of) const {
  const bool within = below ? values::DivisionWithin(division_of, division) : division_of == division;
  return (division.empty() || within) && (owner.empty() || owner == owner_of);
}

absl::string_view Reach::Prefix() const { return below ? values::DivisionPrefix(division) : division; }

}  // namespace liandong::records
