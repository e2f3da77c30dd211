#pragma once

#include "shared/runtime/process.h"

namespace liandong::oversight {

// What the oversight process serves.
runtime::Definition OversightDefinition();

}  // namespace liandong::oversight
