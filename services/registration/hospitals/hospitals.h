#pragma once

#include "services/registration/process.h"

namespace liandong::registration {

// What hospitals check: admissions, births, and minors whom others foster, 三(三)3, 三(六)2.
void AddHospitalHandlers(Handlers& handlers);

}  // namespace liandong::registration
