#pragma once

#include "absl/time/time.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/clue/v1/school_service.pb.h"

// The mandatory reports of schools, 三(三)2, 六(三). Pure.
namespace liandong::clue::rules {

v1::ReportClueRequest ClueOf(const v1::FileSchoolReportRequest& request);
// 及时: within a day of the observation.
bool IsLate(const v1::FileSchoolReportRequest& request, absl::Time now);

}  // namespace liandong::clue::rules
