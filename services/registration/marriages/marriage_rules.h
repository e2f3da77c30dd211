#pragma once

#include "absl/time/time.h"
#include "services/registration/checks/check_rules.h"

// When a marriage may be registered: 三(三)4. Pure. Whatever is not known to be in order is referred.
namespace liandong::registration::rules {

bool IsForeign(const common::v1::Person& person);

// Reasons to refer; none means that the registration is clear. `unentered` is true if the entry of a foreign party is
// not on record, 三(三)4.
Reasons MarriageReasons(const v1::CheckMarriageRequest& request, const Screenings& screenings, bool unentered,
                        absl::Time now);

// 三(三)4: CHECK_NOT_CLEAR unless it is the check of a marriage that may proceed.
absl::Status CheckMarriageMayBeRecorded(const v1::Check& check);

}  // namespace liandong::registration::rules
