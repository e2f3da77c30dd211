#pragma once

#include "shared/runtime/definition.h"

namespace liandong::oversight {

// What the oversight process serves.
runtime::Definition OversightDefinition();

}  // namespace liandong::oversight
