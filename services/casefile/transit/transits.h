#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// The return of victims from elsewhere, 七(二).
void AddTransitHandlers(Handlers& handlers);

}  // namespace liandong::casefile
