#pragma once

#include "services/placement/process.h"

namespace liandong::placement {

// Persons who are owed a free training, 三(三)1.
void AddTraineeHandlers(Handlers& handlers);

}  // namespace liandong::placement
