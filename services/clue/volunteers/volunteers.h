#pragma once

#include "services/clue/process.h"

namespace liandong::clue {

// Volunteers, who are evaluated once a year, 六(九).
void AddVolunteerHandlers(Handlers& handlers);

}  // namespace liandong::clue
