#include "services/placement/care/care_rules.h"

#include "shared/base/proto_time.h"
#include "shared/errors/errors.h"
#include "shared/matching/keys.h"
#include "shared/rule/rule.h"
#include "shared/values/dates.h"

namespace liandong::placement::rules {
namespace {

using namespace contract::v1;  // NOLINT(google-build-using-namespace): clauses and reasons, many of them

// 16岁以上, sixteen included.
constexpr int kWorkingAge = 16;
// 适龄: from the start of compulsory education to the end of secondary school.
constexpr int kFirstSchoolAge = 6;
constexpr int kLastSchoolAge = 18;

std::optional<int> AgeOf(const common::v1::Person& person, absl::Time now) {
  const auto birth = matching::BirthDayOf(person);
  return birth.has_value() ? std::optional(values::AgeOn(*birth, values::DayOf(now))) : std::nullopt;
}

bool IsSchoolAge(int age) { return age >= kFirstSchoolAge && age <= kLastSchoolAge; }

// 康复: care for body or mind, not relief in money or goods.
bool IsCare(v1::ServiceKind kind) {
  switch (kind) {
    case v1::SERVICE_KIND_MEDICAL:
    case v1::SERVICE_KIND_COUNSELLING:
    case v1::SERVICE_KIND_EMOTIONAL_SUPPORT:
    case v1::SERVICE_KIND_BEHAVIOUR_CORRECTION:
    case v1::SERVICE_KIND_REHABILITATION_GUIDANCE:
      return true;
    default:
      return false;
  }
}

bool IsWork(v1::ServiceKind kind) { return kind == v1::SERVICE_KIND_TRAINING || kind == v1::SERVICE_KIND_EMPLOYMENT; }

v1::ServiceDetail& DetailOf(v1::ServiceItem& item) {
  switch (item.kind()) {
    case v1::SERVICE_KIND_SCHOOL:
      return *item.mutable_school();
    case v1::SERVICE_KIND_MEDICAL:
      return *item.mutable_medical();
    case v1::SERVICE_KIND_LEGAL_AID:
      return *item.mutable_legal_aid();
    case v1::SERVICE_KIND_TRAINING:
    case v1::SERVICE_KIND_EMPLOYMENT:
      return *item.mutable_work();
    default:
      return *item.mutable_social_work();
  }
}

}  // namespace

law::Clause ServiceClause(v1::ServiceKind kind) {
  switch (kind) {
    case v1::SERVICE_KIND_SCHOOL:
      return CLAUSE_5_4_1;
    case v1::SERVICE_KIND_MEDICAL:
      return CLAUSE_5_3_4;
    case v1::SERVICE_KIND_LEGAL_AID:
      return CLAUSE_5_4_5;
    case v1::SERVICE_KIND_TRAINING:
      return CLAUSE_3_3_1_P2;
    case v1::SERVICE_KIND_EMPLOYMENT:
      return CLAUSE_5_4_3;
    default:
      return CLAUSE_5_3_1;
  }
}

std::optional<v1::ProviderKind> ProviderKindFor(v1::ServiceKind kind) {
  LD_RULE("5-3-4.care-by-designated-hospitals")
  if (kind == v1::SERVICE_KIND_MEDICAL) return v1::PROVIDER_KIND_HOSPITAL;
  LD_RULE("5-3-1.social-work-by-registered-providers")
  if (ServiceClause(kind) == CLAUSE_5_3_1) return v1::PROVIDER_KIND_SOCIAL_WORK;
  return std::nullopt;
}

bool IsSchoolAge(const common::v1::Person& person, absl::Time now) {
  const std::optional<int> age = AgeOf(person, now);
  return age.has_value() && IsSchoolAge(*age);
}

absl::Status CheckService(const v1::Placement& placement, const v1::AddServiceRequest& request, absl::Time now) {
  if (placement.state() == v1::PLACEMENT_STATE_RESCUED) return errors::Refuse(ERROR_REASON_STEP_SKIPPED, CLAUSE_5_1_P1);
  if (placement.state() == v1::PLACEMENT_STATE_CLOSED) return errors::Refuse(ERROR_REASON_WRONG_STATE, CLAUSE_5_4_4);
  const std::optional<int> age = AgeOf(placement.person(), now);
  if (IsWork(request.kind())) {
    // A person who is not known to be sixteen does not get work.
    LD_RULE("5-4-3.work-from-sixteen")
    if (!age.has_value() || *age < kWorkingAge) return errors::Refuse(ERROR_REASON_UNDER_SIXTEEN, CLAUSE_5_4_3);
    LD_RULE("5-4-3.work-by-own-wish")
    if (!request.willing()) return errors::Refuse(ERROR_REASON_NOT_WILLING, CLAUSE_5_4_3);
  }
  if (request.kind() == v1::SERVICE_KIND_TRAINING && request.fee() != 0) {
    return errors::Refuse(ERROR_REASON_FREE_OF_CHARGE, CLAUSE_3_3_1_P2);
  }
  if (request.kind() == v1::SERVICE_KIND_SCHOOL && age.has_value() && !IsSchoolAge(*age)) {
    return errors::Refuse(ERROR_REASON_SCHOOL_AGE, CLAUSE_5_4_1);
  }
  return absl::OkStatus();
}

v1::ServiceItem& AddService(v1::Placement& placement, const v1::AddServiceRequest& request, const std::string& name,
                            absl::Time now) {
  v1::ServiceItem& item = *placement.add_services();
  item.set_name(name);
  item.set_kind(request.kind());
  item.set_stage(v1::SERVICE_STAGE_REQUESTED);
  item.set_beneficiary(request.beneficiary());
  *item.mutable_create_time() = base::ToProto(now);
  v1::ServiceDetail& detail = DetailOf(item);
  detail.set_provider(request.provider());
  detail.set_note(request.note());
  if (IsCare(request.kind()) && request.beneficiary() == v1::BENEFICIARY_VICTIM &&
      placement.state() == v1::PLACEMENT_STATE_PLACED) {
    placement.set_state(v1::PLACEMENT_STATE_REHABILITATION);
  }
  return item;
}

absl::Status Advance(v1::ServiceItem& item, absl::Time now) {
  if (item.stage() == v1::SERVICE_STAGE_DONE) {
    return errors::Refuse(ERROR_REASON_WRONG_STATE, ServiceClause(item.kind()));
  }
  // Only legal aid is accepted and reviewed before it is assigned.
  const bool to_assigned = item.stage() == v1::SERVICE_STAGE_REQUESTED && item.kind() != v1::SERVICE_KIND_LEGAL_AID;
  item.set_stage(to_assigned ? v1::SERVICE_STAGE_ASSIGNED : static_cast<v1::ServiceStage>(item.stage() + 1));
  *item.mutable_advance_time() = base::ToProto(now);
  return absl::OkStatus();
}

absl::Status CheckPriority(const v1::ServiceItem& item, int64_t victims_waiting) {
  const bool must_wait = item.kind() == v1::SERVICE_KIND_LEGAL_AID && item.beneficiary() != v1::BENEFICIARY_VICTIM &&
                         item.stage() < v1::SERVICE_STAGE_ASSIGNED;
  LD_RULE("5-4-5.victims-go-first")
  if (must_wait && victims_waiting > 0) return errors::Refuse(ERROR_REASON_VICTIM_FIRST, CLAUSE_5_4_5);
  return absl::OkStatus();
}

}  // namespace liandong::placement::rules
