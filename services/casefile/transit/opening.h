#pragma once

#include "services/casefile/process.h"

// Opens the return of victims from elsewhere, 七(二).
namespace liandong::casefile {

// Opens the transit of a foreigner or of somebody from another province, and does nothing for others. The foreign
// affairs office must acknowledge a foreigner; civil affairs must return everyone safely.
absl::Status OpenTransitIfFromElsewhere(const Process& process, const Call& call, const v1::VictimFile& file,
                                        WriteTx& tx);
absl::StatusOr<v1::Transit> OpenTransitOfKind(const Process& process, const Call& call, const v1::VictimFile& file,
                                              v1::TransitKind kind, WriteTx& tx);

}  // namespace liandong::casefile
