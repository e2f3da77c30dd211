#pragma once

#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/clue/v1/labour_service.pb.h"

// Findings become clues, 三(六)5. Pure.
namespace liandong::clue::rules {

v1::ReportClueRequest ClueOf(const v1::FileBorderFindingRequest& request);

}  // namespace liandong::clue::rules
