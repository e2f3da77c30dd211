#pragma once

#include "services/oversight/process.h"

namespace liandong::oversight {

// The yearly report of the joint conference to the municipal conference and the district government, 八(四).
void AddConferenceReportHandlers(Handlers& handlers);

}  // namespace liandong::oversight
