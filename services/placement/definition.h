#pragma once

#include "shared/runtime/process.h"

namespace liandong::placement {

// What the placement process serves.
runtime::Definition PlacementDefinition();

}  // namespace liandong::placement
