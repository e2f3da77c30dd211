#pragma once

#include <string>

#include "absl/status/status.h"
#include "liandong/clue/v1/labour_export_service.pb.h"

// Projects that send workers abroad are reviewed, trained for and monitored, 七(一). Pure.
namespace liandong::clue::rules {

// More than half of the workers.
bool MostlyYoungWomen(int workers, int young_women);
absl::Status CheckProject(const v1::RegisterExportProjectRequest& request);

// Each moves the project on or says why not (WRONG_STATE).
absl::Status Review(v1::ExportProject& project, const v1::ReviewExportProjectRequest& request);
// REVIEW_MISSING if a project of mostly young women was not reviewed, or if anybody was not trained.
absl::Status Depart(v1::ExportProject& project, const v1::RecordDepartureRequest& request);
absl::Status Monitor(v1::ExportProject& project, const std::string& note);

}  // namespace liandong::clue::rules
