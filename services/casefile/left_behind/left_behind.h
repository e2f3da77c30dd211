#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// The register of those who were left behind, 三(六)3.
void AddLeftBehindHandlers(Handlers& handlers);

}  // namespace liandong::casefile
