#include "services/casefile/rules.h"

#include <algorithm>

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/matching/keys.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::casefile::rules {
namespace {

constexpr int kAdult = 18;

absl::Status WrongState(law::Clause clause) { return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, clause); }

bool HasDuty(const v1::TaskForce& force, v1::TaskForceDuty duty) {
  const auto& duties = force.duties();
  return std::any_of(duties.begin(), duties.end(), [&](const auto& one) { return one.duty() == duty; });
}

bool HasAllDuties(const v1::TaskForce& force) {
  return HasDuty(force, v1::TASK_FORCE_DUTY_SOLVE) && HasDuty(force, v1::TASK_FORCE_DUTY_RESCUE) &&
         HasDuty(force, v1::TASK_FORCE_DUTY_COMFORT_RELATIVES);
}

}  // namespace

bool IsMinor(const common::v1::Person& person, absl::Time at) {
  const auto birth = matching::BirthDayOf(person);
  return !birth.has_value() || values::AgeOn(*birth, values::DayOf(at)) < kAdult;
}

absl::StatusOr<bool> HomicideMechanism(const v1::OpenMissingPersonCaseRequest& request) {
  if (!IsMinor(request.person(), base::FromProto(request.lost_time()))) return request.homicide_mechanism();
  LD_RULE("4-4.a-missing-minor-starts-the-homicide-mechanism")
  if (request.has_homicide_mechanism() && !request.homicide_mechanism()) {
    return errors::Refuse(contract::v1::ERROR_REASON_HOMICIDE_MECHANISM_MANDATORY, contract::v1::CLAUSE_4_4);
  }
  return true;
}

bool IsTrafficking(v1::CaseKind kind) {
  return kind == v1::CASE_KIND_CHILD_TRAFFICKING || kind == v1::CASE_KIND_WOMAN_TRAFFICKING ||
         kind == v1::CASE_KIND_OTHER_TRAFFICKING;
}

absl::Status AssignTaskForce(v1::Case& file, const v1::AssignTaskForceRequest& request, absl::Time now) {
  if (!IsTrafficking(file.kind()) || file.state() != v1::CASE_STATE_OPEN) return WrongState(contract::v1::CLAUSE_4_2);
  LD_RULE("4-2.the-head-of-the-bureau-heads-a-child-case")
  if (file.kind() == v1::CASE_KIND_CHILD_TRAFFICKING && request.head_post() != v1::TASK_FORCE_POST_BUREAU_HEAD) {
    return errors::Refuse(contract::v1::ERROR_REASON_TASK_FORCE_HEAD_MANDATORY, contract::v1::CLAUSE_4_2);
  }
  v1::TaskForce& force = *file.mutable_task_force();
  force.set_head_post(request.head_post());
  force.set_head_operator(request.head_operator());
  *force.mutable_member_operators() = request.member_operators();
  force.set_state(v1::TASK_FORCE_STATE_ACTIVE);
  *force.mutable_assign_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status DissolveTaskForce(v1::Case& file, absl::Time now) {
  if (file.task_force().state() != v1::TASK_FORCE_STATE_ACTIVE) return WrongState(contract::v1::CLAUSE_4_2);
  LD_RULE("4-2.no-dissolution-before-the-case-is-solved")
  if (file.state() != v1::CASE_STATE_SOLVED) {
    return errors::Refuse(contract::v1::ERROR_REASON_CASE_NOT_SOLVED, contract::v1::CLAUSE_4_2);
  }
  file.mutable_task_force()->set_state(v1::TASK_FORCE_STATE_DISSOLVED);
  *file.mutable_task_force()->mutable_dissolve_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status RecordDuty(v1::Case& file, const v1::RecordTaskForceDutyRequest& request, absl::Time now) {
  if (file.task_force().state() != v1::TASK_FORCE_STATE_ACTIVE) return WrongState(contract::v1::CLAUSE_4_2);
  v1::TaskForceDutyRecord& record = *file.mutable_task_force()->add_duties();
  record.set_duty(request.duty());
  *record.mutable_record_time() = base::ToProto(now);
  record.set_note(request.note());
  return absl::OkStatus();
}

absl::Status CloseCase(v1::Case& file, const v1::CloseCaseRequest& request, absl::Time now) {
  if (file.state() != v1::CASE_STATE_OPEN) return WrongState(contract::v1::CLAUSE_4_2);
  if (request.outcome() != v1::CASE_STATE_SOLVED && request.outcome() != v1::CASE_STATE_WITHDRAWN) {
    return errors::RefuseFields({{"outcome", "must be SOLVED or WITHDRAWN", "须为已侦破或已撤回"}});
  }
  LD_RULE("4-2.a-child-case-ends-as-solved")
  if (file.kind() == v1::CASE_KIND_CHILD_TRAFFICKING && request.outcome() != v1::CASE_STATE_SOLVED) {
    return errors::Refuse(contract::v1::ERROR_REASON_CASE_OF_CHILD_OPEN, contract::v1::CLAUSE_4_2);
  }
  LD_RULE("4-2.the-three-duties-are-recorded")
  if (file.kind() == v1::CASE_KIND_CHILD_TRAFFICKING && !HasAllDuties(file.task_force())) {
    return errors::Refuse(contract::v1::ERROR_REASON_DUTIES_NOT_RECORDED, contract::v1::CLAUSE_4_2);
  }
  file.set_state(request.outcome());
  file.set_conclusion(request.conclusion());
  *file.mutable_close_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status CheckInterview(const v1::VictimFile& file, const v1::RecordInterviewRequest& request) {
  const bool one_stop = LD_RULE_HOLDS("4-7.one-stop-interview", request.one_stop());
  if (file.interview_count() == 0 && one_stop) return absl::OkStatus();
  if (!request.reason().empty() && !request.approval().empty()) return absl::OkStatus();
  return errors::Refuse(contract::v1::ERROR_REASON_SECOND_INTERVIEW_UNAPPROVED, contract::v1::CLAUSE_4_7);
}

absl::Status RecordComparison(v1::DnaSample& sample, const v1::RecordDnaComparisonRequest& request) {
  if (sample.has_compare_time()) return WrongState(contract::v1::CLAUSE_4_5);
  const absl::Time collected = base::FromProto(sample.collect_time());
  const absl::Time tested = base::FromProto(request.test_time());
  const absl::Time entered = base::FromProto(request.bank_entry_time());
  LD_RULE("4-5.the-test-follows-the-collection")
  if (tested < collected)
    return errors::RefuseFields({{"test_time", "must not be before the sample was collected", "不得早于采血时间"}});
  if (entered < tested)
    return errors::RefuseFields({{"bank_entry_time", "must not be before the sample was tested", "不得早于检验时间"}});
  if (base::FromProto(request.compare_time()) < entered) {
    return errors::RefuseFields(
        {{"compare_time", "must not be before the entry into the DNA bank", "不得早于入库时间"}});
  }
  if ((request.result() == v1::DNA_RESULT_MATCH) == request.matched_subject().empty()) {
    return errors::RefuseFields({{"matched_subject", "must be given if there is a match, and left empty otherwise",
                                  "比中时必须填写，未比中时不得填写"}});
  }
  *sample.mutable_test_time() = request.test_time();
  *sample.mutable_bank_entry_time() = request.bank_entry_time();
  *sample.mutable_compare_time() = request.compare_time();
  sample.set_result(request.result());
  sample.set_matched_subject(request.matched_subject());
  return absl::OkStatus();
}

absl::StatusOr<v1::Notice> MakeNotice(const v1::Case& file, const v1::PublishNoticeRequest& request, absl::Time now) {
  LD_RULE("4-3.a-notice-is-of-a-minor")
  if (!file.minor()) return WrongState(contract::v1::CLAUSE_4_3);
  if (file.kind() != v1::CASE_KIND_MISSING_PERSON || file.state() != v1::CASE_STATE_OPEN) {
    return WrongState(contract::v1::CLAUSE_4_3);
  }
  v1::Notice notice;
  notice.set_state(v1::NOTICE_STATE_PUBLISHED);
  notice.set_display_name(file.person().name());
  notice.set_sex(file.person().sex());
  if (const auto birth = matching::BirthDayOf(file.person())) {
    notice.set_age(values::AgeOn(*birth, values::DayOf(base::FromProto(file.lost_time()))));
  }
  notice.set_lost_division(file.lost_place().division());
  *notice.mutable_lost_time() = file.lost_time();
  notice.set_features(request.features());
  notice.set_contact_phone(request.contact_phone());
  *notice.mutable_publish_time() = base::ToProto(now);
  notice.set_case_(file.name());
  return notice;
}

absl::Status RelayNotice(v1::Notice& notice, law::Agency relay, const std::string& outlet, absl::Time now) {
  if (notice.state() != v1::NOTICE_STATE_PUBLISHED) return WrongState(contract::v1::CLAUSE_4_3);
  v1::Relay& one = *notice.add_relays();
  one.set_agency(relay);
  one.set_outlet(outlet);
  *one.mutable_relay_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status Transfer(v1::Case& file, const std::string& division) {
  if (file.state() != v1::CASE_STATE_OPEN) return WrongState(contract::v1::CLAUSE_4_2);
  if (file.division() == division) {
    return errors::RefuseFields(
        {{"division", "must differ from the current division of the case", "须不同于该案件现属行政区划"}});
  }
  file.set_division(division);
  return absl::OkStatus();
}

absl::Status WithdrawNotice(v1::Notice& notice, absl::Time now) {
  if (notice.state() != v1::NOTICE_STATE_PUBLISHED) return WrongState(contract::v1::CLAUSE_4_3);
  notice.set_state(v1::NOTICE_STATE_WITHDRAWN);
  *notice.mutable_withdraw_time() = base::ToProto(now);
  return absl::OkStatus();
}

}  // namespace liandong::casefile::rules
