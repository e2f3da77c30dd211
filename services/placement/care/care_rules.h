#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/placement/v1/placement_service.pb.h"
#include "liandong/placement/v1/provider_service.pb.h"
#include "shared/law/names.h"

// What a placed person receives, and from whom: 三(三)1, 五(三), 五(四). Pure.
namespace liandong::placement::rules {

// The clause under which a kind of service is provided, by its leading agencies.
law::Clause ServiceClause(v1::ServiceKind kind);
// Services that only a registered provider may give, and which kind of provider: 五(三)4 designated hospitals, 五(三)1
// social work.
std::optional<v1::ProviderKind> ProviderKindFor(v1::ServiceKind kind);

// 适龄, 五(四)1: who must be enrolled.
bool IsSchoolAge(const common::v1::Person& person, absl::Time now);

// 五(四)3: work only from sixteen and by own wish. 三(三)1: training is free. 五(四)1: school for persons of school
// age.
absl::Status CheckService(const v1::Placement& placement, const v1::AddServiceRequest& request, absl::Time now);
// Adds the service. Care for body or mind begins the rehabilitation of a placed person, 五(一).
v1::ServiceItem& AddService(v1::Placement& placement, const v1::AddServiceRequest& request, const std::string& name,
                            absl::Time now);

// The stage after the current one; WRONG_STATE if it is done.
absl::Status Advance(v1::ServiceItem& item, absl::Time now);
// 五(四)5: VICTIM_FIRST if `victims_waiting` applications of victims wait at the stage of an application by somebody
// who is not a victim.
absl::Status CheckPriority(const v1::ServiceItem& item, int64_t victims_waiting);

}  // namespace liandong::placement::rules
