#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/casefile/v1/casefile.pb.h"
#include "liandong/casefile/v1/transit_service.pb.h"

// The return of victims from elsewhere, 七(二). Pure.
namespace liandong::casefile::rules {

// Whether the victim is from elsewhere.
std::optional<v1::TransitKind> TransitKindOf(const v1::VictimFile& file);
absl::Status Acknowledge(v1::Transit& transit, absl::Time now);
absl::Status RecordCare(v1::Transit& transit, const std::string& note);
// 安全送返 comes after 中转康复; for a foreigner after the acknowledgement of the foreign affairs office.
absl::Status ReturnSafely(v1::Transit& transit, const std::string& receiver, absl::Time now);

}  // namespace liandong::casefile::rules
