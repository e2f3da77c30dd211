#include "services/oversight/supervisions/supervision_rules.h"

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"

namespace liandong::oversight::rules {
namespace {

absl::Status WrongState(law::Clause clause) { return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, clause); }

}  // namespace

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

}  // namespace liandong::oversight::rules
