#pragma once

#include "shared/runtime/process.h"

namespace liandong::clue {

// What the clue process serves.
runtime::Definition ClueDefinition();

}  // namespace liandong::clue
