#pragma once

#include "absl/status/status.h"
#include "liandong/casefile/v1/disposition_service.pb.h"
#include "shared/law/names.h"

// What becomes of those accused in a case, 四(八). Pure.
namespace liandong::casefile::rules {

// Each agency records its own decisions (SECTION_OF_ANOTHER_AGENCY), and treats a coerced victim with leniency
// (LENIENCY_REQUIRED).
absl::Status CheckDisposition(const v1::RecordDispositionRequest& request, law::Agency agency);

}  // namespace liandong::casefile::rules
