#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// Meetings of the joint conference, 八(一).
void AddMeetingHandlers(Handlers& handlers);

}  // namespace liandong::oversight
