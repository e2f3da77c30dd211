#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// Cases and areas under the supervision of the joint conference, 八(一), and campaigns there, 三(五)2.
void AddSupervisionHandlers(Handlers& handlers);

}  // namespace liandong::oversight
