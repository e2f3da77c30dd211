#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/placement/v1/placement_service.pb.h"

// Who is placed where and returned to whom: 四(九), 三(六)1, 五(一), 五(二), 五(四). Pure.
namespace liandong::placement::rules {

bool IsMinor(v1::PlacementCategory category);

// 四(九): if no guardians are known, the materials of the police are required.
absl::Status CheckRequest(const v1::RequestPlacementRequest& request);

// Moves RESCUED to PLACED. 三(六)1: a child rescued from traffickers without a guardian goes to a child welfare
// institution; a street minor or foundling goes there or to one for the protection of minors; guardians must be
// searched for first. 五(二): there must be a free bed.
absl::Status Accept(v1::Placement& placement, const v1::Institution& institution, absl::Time reception);
// To another institution under the same conditions. The time of reception does not change.
absl::Status Transfer(v1::Placement& placement, const v1::Institution& to);

absl::Status RecordTracing(v1::Placement& placement, const v1::RecordFamilyTracingRequest& request);

// 五(一): only from rehabilitation. 四(九): never to a buying family (`barred`); a child to its parents if they are
// known. 五(四)2: an adult only by own wish.
absl::Status Return(v1::Placement& placement, const v1::ReturnToFamilyRequest& request, bool barred, absl::Time now);

// 五(四)4: only after a visit since the return.
absl::Status Close(v1::Placement& placement);

}  // namespace liandong::placement::rules
