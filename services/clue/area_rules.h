#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/clue/v1/convict_service.pb.h"
#include "liandong/clue/v1/labour_export_service.pb.h"
#include "liandong/clue/v1/labour_service.pb.h"
#include "liandong/clue/v1/platform_service.pb.h"
#include "liandong/clue/v1/public_service.pb.h"
#include "liandong/clue/v1/school_service.pb.h"

// Rules of the fields of work in 三(三) to 三(六), 四(六), 六 and 七(一): what becomes a clue, and what must come
// first. Pure.
namespace liandong::clue::rules {

// 三(三)1: child labour, unlawful employment of disabled persons or foreigners, forced labour, or a mark of suspicion.
bool IsClue(const google::protobuf::RepeatedField<int>& violations, bool suspected_trafficking);
v1::ReportClueRequest ClueOf(const v1::FileLabourComplaintRequest& request);
v1::ReportClueRequest ClueOf(const v1::LabourComplaint& complaint, const v1::RecordInspectionRequest& request);
// 三(六)5
v1::ReportClueRequest ClueOf(const v1::FileBorderFindingRequest& request);
absl::Status RecordInspection(v1::LabourComplaint& complaint, const v1::RecordInspectionRequest& request);

// 三(三)2: until the pupil is back at school.
absl::Status RecordVisit(v1::DropoutFile& file, const v1::RecordDropoutVisitRequest& request);
v1::ReportClueRequest ClueOf(const v1::DropoutFile& file, const v1::RecordDropoutVisitRequest& request);
// 三(三)2, 六(三): the mandatory report.
v1::ReportClueRequest ClueOf(const v1::FileSchoolReportRequest& request);
// 及时: within a day of the observation.
bool IsLate(const v1::FileSchoolReportRequest& request, absl::Time now);

// 三(四)1: OPEN_CLUE_REQUIRED if the clue is resolved.
absl::Status CheckSearch(const v1::Clue& clue);

// 三(四)2, 四(六)
v1::ReportClueRequest ClueOf(const v1::FilePlatformReportRequest& request);
v1::ReportClueRequest ClueOf(const v1::FileOnlineComplaintRequest& request);

// 七(一): more than half of the workers are young women.
bool MostlyYoungWomen(int workers, int young_women);
absl::Status Review(v1::ExportProject& project, const v1::ReviewExportProjectRequest& request);
// REVIEW_MISSING if a project of mostly young women was not reviewed, or if anybody was not trained.
absl::Status Depart(v1::ExportProject& project, const v1::RecordDepartureRequest& request);
absl::Status Monitor(v1::ExportProject& project, const std::string& note);

// 六(九): verified by the police, and with a known reporter.
absl::Status CheckReward(const v1::Clue& clue);
// Once a year; an unfit volunteer is dismissed.
absl::Status Evaluate(v1::Volunteer& volunteer, const v1::EvaluateVolunteerRequest& request);

}  // namespace liandong::clue::rules
