#pragma once

#include <set>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "liandong/ledger/v1/ledger_service.pb.h"
#include "shared/store/database.h"

namespace liandong::ledger {

// Calls that accessed one of the records in the half-open time span, newest first, up to kMostAccesses.
constexpr int kMostAccesses = 1000;
absl::StatusOr<v1::ListAccessesResponse> FindAccesses(store::ReadTx& tx, const std::set<std::string>& records,
                                                      absl::Time from, absl::Time until);

}  // namespace liandong::ledger
