#pragma once

#include "shared/runtime/process.h"

namespace liandong::casefile {

// What the casefile process serves.
runtime::Definition CasefileDefinition();

}  // namespace liandong::casefile
