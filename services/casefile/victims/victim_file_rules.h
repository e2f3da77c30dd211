#pragma once

#include "absl/status/status.h"
#include "liandong/casefile/v1/casefile_service.pb.h"
#include "shared/law/names.h"

// Who fills in which part of a victim file, 五(四)4. Pure.
namespace liandong::casefile::rules {

// Each leading agency fills in its own section. SECTION_OF_ANOTHER_AGENCY, UPDATE_MASK_INVALID.
absl::Status UpdateVictimFile(v1::VictimFile& file, const v1::UpdateVictimFileRequest& request, law::Agency writer);

}  // namespace liandong::casefile::rules
