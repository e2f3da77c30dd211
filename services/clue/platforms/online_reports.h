#pragma once

#include "services/clue/process.h"

namespace liandong::clue {

// Reports by network platforms and by the public online, 三(四)2 and 四(六).
void AddOnlineReportHandlers(Handlers& handlers);

}  // namespace liandong::clue
