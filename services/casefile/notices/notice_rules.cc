#include "services/casefile/notices/notice_rules.h"

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/matching/keys.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::casefile::rules {

absl::StatusOr<v1::Notice> MakeNotice(const v1::Case& file, const v1::PublishNoticeRequest& request, absl::Time now) {
  LD_RULE("4-3.a-notice-is-of-a-minor")
  if (!file.minor()) return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_4_3);
  if (file.kind() != v1::CASE_KIND_MISSING_PERSON || file.state() != v1::CASE_STATE_OPEN) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_4_3);
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

absl::Status WithdrawNotice(v1::Notice& notice, absl::Time now) {
  if (notice.state() != v1::NOTICE_STATE_PUBLISHED) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_4_3);
  }
  notice.set_state(v1::NOTICE_STATE_WITHDRAWN);
  *notice.mutable_withdraw_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status RelayNotice(v1::Notice& notice, law::Agency relay, const std::string& outlet, absl::Time now) {
  if (notice.state() != v1::NOTICE_STATE_PUBLISHED) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_4_3);
  }
  v1::Relay& one = *notice.add_relays();
  one.set_agency(relay);
  one.set_outlet(outlet);
  *one.mutable_relay_time() = base::ToProto(now);
  return absl::OkStatus();
}

}  // namespace liandong::casefile::rules
