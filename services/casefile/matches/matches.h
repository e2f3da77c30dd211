#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// Which missing persons and victims may be one person, 五(三)2.
void AddMatchHandlers(Handlers& handlers);

}  // namespace liandong::casefile
