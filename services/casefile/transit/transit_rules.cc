#include "services/casefile/transit/transit_rules.h"

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/rule/rule.h"
#include "shared/values/nationality.h"

namespace liandong::casefile::rules {
namespace {

constexpr size_t kProvinceDigits = 2;

}  // namespace

std::optional<v1::TransitKind> TransitKindOf(const v1::VictimFile& file) {
  if (values::IsForeign(file.person().nationality())) return v1::TRANSIT_KIND_FOREIGNER;
  const std::string& home = file.person().division();
  const bool elsewhere = !home.empty() && home.substr(0, kProvinceDigits) != file.division().substr(0, kProvinceDigits);
  return elsewhere ? std::optional(v1::TRANSIT_KIND_OTHER_PROVINCE) : std::nullopt;
}

absl::Status Acknowledge(v1::Transit& transit, absl::Time now) {
  if (transit.has_acknowledge_time()) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_7_2);
  }
  *transit.mutable_acknowledge_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status RecordCare(v1::Transit& transit, const std::string& note) {
  if (transit.state() == v1::TRANSIT_STATE_RETURNED) {
    return errors::Refuse(contract::v1::ERROR_REASON_WRONG_STATE, contract::v1::CLAUSE_7_2);
  }
  transit.set_state(v1::TRANSIT_STATE_IN_CARE);
  transit.set_care_note(note);
  return absl::OkStatus();
}

absl::Status ReturnSafely(v1::Transit& transit, const std::string& receiver, absl::Time now) {
  if (transit.kind() == v1::TRANSIT_KIND_FOREIGNER && !transit.has_acknowledge_time()) {
    return errors::Refuse(contract::v1::ERROR_REASON_FOREIGN_AFFAIRS_NOT_TOLD, contract::v1::CLAUSE_7_2);
  }
  LD_RULE("7-2.care-before-the-return")
  if (transit.state() != v1::TRANSIT_STATE_IN_CARE) {
    return errors::Refuse(contract::v1::ERROR_REASON_STEP_SKIPPED, contract::v1::CLAUSE_7_2);
  }
  transit.set_state(v1::TRANSIT_STATE_RETURNED);
  transit.set_receiver(receiver);
  *transit.mutable_return_time() = base::ToProto(now);
  return absl::OkStatus();
}

}  // namespace liandong::casefile::rules
