#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// Messages that the services could not deliver, as they report them, 二(三).
void AddUndeliveredNoticeHandlers(Handlers& handlers);

}  // namespace liandong::oversight
