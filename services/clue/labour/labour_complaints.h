#pragma once

#include "services/clue/process.h"

namespace liandong::clue {

// Complaints about labour and their inspections, 三(三)1.
void AddLabourComplaintHandlers(Handlers& handlers);

}  // namespace liandong::clue
