#include "services/oversight/rules.h"
#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::oversight::rules {
namespace {

constexpr int kLastYear = 2030;

absl::Status WrongState(law::Clause clause) { return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, clause); }

}  // namespace

bool IsChief(v1::ConvenerPost post) {
  return LD_RULE_HOLDS("2-1-p1.the-vice-district-head-is-chief", post == v1::CONVENER_POST_DEPUTY_DISTRICT_HEAD);
}

absl::Status ReportProgress(v1::Matter& matter, const v1::ReportMatterProgressRequest& request, absl::Time now) {
  if (matter.state() == v1::MATTER_STATE_CLOSED) return WrongState(contract::v1::CLAUSE_2_3);
  v1::MatterProgress& progress = *matter.add_progress();
  *progress.mutable_report_time() = base::ToProto(now);
  progress.set_note(request.note());
  progress.set_done(request.done());
  matter.set_state(request.done() ? v1::MATTER_STATE_REPORTED_DONE : v1::MATTER_STATE_OPEN);
  return absl::OkStatus();
}

absl::Status CloseMatter(v1::Matter& matter, absl::Time now) {
  LD_RULE("2-3.a-matter-is-reported-done-before-it-is-closed")
  if (matter.state() != v1::MATTER_STATE_REPORTED_DONE) return WrongState(contract::v1::CLAUSE_2_3);
  matter.set_state(v1::MATTER_STATE_CLOSED);
  *matter.mutable_close_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status CheckListing(const v1::ListForSupervisionRequest& request) {
  if ((request.target() == v1::SUPERVISION_TARGET_CASE) != request.case_().empty()) return absl::OkStatus();
  return errors::RefuseFields({{"case", "must be given if the target is a case, and left empty otherwise",
                                "督办对象为案件时必须填写，其他情况不得填写"}});
}

absl::Status Lift(v1::Supervision& supervision, absl::Time now) {
  if (supervision.state() != v1::SUPERVISION_STATE_LISTED) return WrongState(contract::v1::CLAUSE_8_1);
  LD_RULE("8-1.what-is-lifted-is-not-warned")
  supervision.set_state(v1::SUPERVISION_STATE_LIFTED);
  *supervision.mutable_lift_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status Warn(v1::Supervision& supervision, const v1::IssueWarningRequest& request, absl::Time now) {
  if (supervision.state() != v1::SUPERVISION_STATE_LISTED) return WrongState(contract::v1::CLAUSE_8_1);
  v1::Warning& warning = *supervision.add_warnings();
  *warning.mutable_warn_time() = base::ToProto(now);
  warning.set_agency(request.agency());
  warning.set_text(request.text());
  return absl::OkStatus();
}

absl::Status AddCampaign(v1::Supervision& supervision, law::Agency agency, const std::string& text, absl::Time now) {
  const bool listed_area =
      supervision.target() == v1::SUPERVISION_TARGET_AREA && supervision.state() == v1::SUPERVISION_STATE_LISTED;
  LD_RULE("3-5-2-p2.a-campaign-is-of-a-listed-area")
  if (!listed_area) return WrongState(contract::v1::CLAUSE_3_5_2_P2);
  v1::Campaign& campaign = *supervision.add_campaigns();
  campaign.set_agency(agency);
  *campaign.mutable_record_time() = base::ToProto(now);
  campaign.set_text(text);
  return absl::OkStatus();
}

absl::Status CheckEvaluation(const v1::RecordEvaluationRequest& request, absl::Time now) {
  const bool is_final = request.kind() == v1::EVALUATION_KIND_FINAL;
  LD_RULE("8-1.the-final-evaluation-is-of-2030")
  if (is_final && request.year() != kLastYear) {
    return errors::RefuseFields({{"year", "must be 2030 for the final evaluation", "终期评估的年度须为2030年"}});
  }
  if (request.year() > values::DayOf(now).year()) {
    return errors::RefuseFields({{"year", "must not be a future year", "不得为尚未开始的年度"}});
  }
  return absl::OkStatus();
}

absl::CivilDay FinalEvaluationDay() { return absl::CivilDay(kLastYear, 12, 31); }

}  // namespace liandong::oversight::rules
