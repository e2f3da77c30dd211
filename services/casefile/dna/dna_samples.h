#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// DNA samples of suspected children and of parents of missing children, 四(五).
void AddDnaSampleHandlers(Handlers& handlers);

}  // namespace liandong::casefile
