#pragma once

#include "services/clue/process.h"

namespace liandong::clue {

// Pupils who dropped out, who are visited until they are back at school, 三(三)2.
void AddDropoutHandlers(Handlers& handlers);

}  // namespace liandong::clue
