#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// Obligations that became overdue, as the services report them, 二(三).
void AddOverdueNoticeHandlers(Handlers& handlers);

}  // namespace liandong::oversight
