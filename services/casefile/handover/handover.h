#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// The hand-over of rescued victims to civil affairs, 四(九).
void AddHandOverHandlers(Handlers& handlers);

}  // namespace liandong::casefile
