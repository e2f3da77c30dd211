#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// Questions of other services whether somebody is on record, 三(三) to 四(九).
void AddScreeningHandlers(Handlers& handlers);

}  // namespace liandong::casefile
