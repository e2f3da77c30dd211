#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace liandong::records {

// The records that a caller reaches: those of a division, those of an owner, or all if both fields are empty. Not both
// fields are set.
struct Reach {
  std::string division;  // GB/T 2260
  std::string owner;     // `court@500119`
  bool below = true;     // also divisions within `division`

  bool Covers(absl::string_view division_of, absl::string_view owner_of) const;
  // The leading digits that divisions within reach share; the division itself if those below are not within reach.
  absl::string_view Prefix() const;
};

}  // namespace liandong::records
