#pragma once

#include "shared/runtime/process.h"

namespace liandong::registration {

// What the registration process serves.
runtime::Definition RegistrationDefinition();

}  // namespace liandong::registration
