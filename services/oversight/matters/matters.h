#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// Matters that the joint conference agreed on, from the decision until the office closes them, 二(三).
void AddMatterHandlers(Handlers& handlers);

}  // namespace liandong::oversight
