#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// Public notices of missing minors, 四(三).
void AddNoticeHandlers(Handlers& handlers);

}  // namespace liandong::casefile
