#pragma once

#include "services/casefile/process.h"

namespace liandong::casefile {

// Match candidates that wait for the police, 五(三)2.
void AddCandidateHandlers(Handlers& handlers);

}  // namespace liandong::casefile
