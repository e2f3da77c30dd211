#include "services/placement/unidentified/unidentified_rules.h"

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::placement::rules {
namespace {

using namespace contract::v1;  // NOLINT(google-build-using-namespace): clauses and reasons, many of them

// 经过3个月
constexpr int kMonthsUnidentified = 3;

}  // namespace

absl::Status ReportUnidentified(v1::Placement& placement, absl::Time now) {
  LD_RULE("5-3-3.of-those-whom-a-rescue-institution-received")
  if (placement.institution_kind() != v1::INSTITUTION_KIND_RESCUE_STATION) {
    return errors::Refuse(ERROR_REASON_NOT_RESCUE_INSTITUTION, CLAUSE_5_3_3);
  }
  LD_RULE("5-3-3.of-those-whom-nobody-knows")
  if (placement.identity_known()) return errors::Refuse(ERROR_REASON_IDENTITY_KNOWN, CLAUSE_5_3_3);
  if (placement.has_unidentified_report_time()) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_5_3_3);
  const absl::CivilDay received = values::DayOf(base::FromProto(placement.reception_time()));
  const absl::CivilMonth month = absl::CivilMonth(received) + kMonthsUnidentified;
  // A day that the month lacks becomes the first of the next month, so that three full months have always passed.
  const absl::CivilDay due(month.year(), month.month(), received.day());
  LD_RULE("5-3-3.three-months-after-reception")
  if (values::DayOf(now) < due) return errors::Refuse(ERROR_REASON_THREE_MONTHS_NOT_ELAPSED, CLAUSE_5_3_3);
  *placement.mutable_unidentified_report_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status Coordinate(v1::Placement& placement, const std::string& instruction, absl::Time now) {
  if (!placement.has_unidentified_report_time()) {
    return errors::Refuse(ERROR_REASON_NOT_REPORTED_UNIDENTIFIED, CLAUSE_5_3_3);
  }
  if (placement.has_household()) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_5_3_3);
  *placement.mutable_household()->mutable_coordinate_time() = base::ToProto(now);
  placement.mutable_household()->set_instruction(instruction);
  return absl::OkStatus();
}

absl::Status RecordHousehold(v1::Placement& placement, absl::Time now) {
  if (!placement.has_household()) return errors::Refuse(ERROR_REASON_NOT_REPORTED_UNIDENTIFIED, CLAUSE_5_3_3);
  if (placement.household().has_register_time()) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_5_3_3);
  *placement.mutable_household()->mutable_register_time() = base::ToProto(now);
  return absl::OkStatus();
}

}  // namespace liandong::placement::rules
