#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// The search for the kin of a victim, 五(三)2.
void AddKinSearchHandlers(Handlers& handlers);

}  // namespace liandong::casefile
