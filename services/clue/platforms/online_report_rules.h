#pragma once

#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/clue/v1/platform_service.pb.h"

// Reports from the network become clues, 三(四)2, 四(六). Pure.
namespace liandong::clue::rules {

v1::ReportClueRequest ClueOf(const v1::FilePlatformReportRequest& request);
v1::ReportClueRequest ClueOf(const v1::FileOnlineComplaintRequest& request);

}  // namespace liandong::clue::rules
