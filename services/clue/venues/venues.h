#pragma once

#include "services/clue/process.h"

namespace liandong::clue {

// Entertainment venues and the rosters of who works there, 三(四)1.
void AddVenueHandlers(Handlers& handlers);

}  // namespace liandong::clue
