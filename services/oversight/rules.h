#pragma once

#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "liandong/oversight/v1/analysis_service.pb.h"
#include "liandong/oversight/v1/conference_service.pb.h"
#include "liandong/oversight/v1/duty_service.pb.h"
#include "liandong/oversight/v1/report_service.pb.h"
#include "shared/law/names.h"

// What the joint conference and its office may do: 二, 三(二), 八. Pure.
namespace liandong::oversight::rules {

// 二(一): the vice district head in charge is the chief convener.
bool IsChief(v1::ConvenerPost post);

// 二(三): the owner reports progress until the office closes what was reported done.
absl::Status ReportProgress(v1::Matter& matter, const v1::ReportMatterProgressRequest& request, absl::Time now);
absl::Status CloseMatter(v1::Matter& matter, absl::Time now);

// 八(一): a case or an area.
absl::Status CheckListing(const v1::ListForSupervisionRequest& request);
absl::Status Lift(v1::Supervision& supervision, absl::Time now);
absl::Status Warn(v1::Supervision& supervision, const v1::IssueWarningRequest& request, absl::Time now);
// 三(五)2: only in an area under supervision.
absl::Status AddCampaign(v1::Supervision& supervision, law::Agency agency, const std::string& text, absl::Time now);

// 八(一): the stage evaluation of a year that has begun; the final one in 2030, the last year of the plan.
absl::Status CheckEvaluation(const v1::RecordEvaluationRequest& request, absl::Time now);
// 2030-12-31.
absl::CivilDay FinalEvaluationDay();

// 八(三): no criticism of an agency whose duties are met according to the assessment.
absl::Status CheckCircular(const v1::IssueCircularRequest& request, const v1::DutyAssessment& assessment);

// 八(四): in time until the end of the last day.
v1::MemberReportState FiledState(absl::Time filed, absl::CivilDay last_day);
// REPORT_NOT_DUE until the last day has passed.
absl::Status CheckMissing(absl::CivilDay last_day, absl::Time now);
// `latest` is the latest report of each member that has one. REPORTS_OUTSTANDING while a member has none.
absl::Status Finalise(v1::ConferenceReport& report, const std::vector<v1::MemberReport>& latest,
                      absl::CivilDay last_day, absl::Time now);
absl::Status Acknowledge(v1::ConferenceReport& report, law::Agency recipient);

// 三(二): counts below this could identify a person.
inline constexpr int64_t kSmallestCell = 5;
// Removes the counts that are too small, and returns how many.
int Suppress(std::vector<v1::Cell>& cells);

}  // namespace liandong::oversight::rules
