#pragma once

#include "services/clue/process.h"

namespace liandong::clue {

// Reports by schools, 三(三)2 and 六(三).
void AddSchoolReportHandlers(Handlers& handlers);

}  // namespace liandong::clue
