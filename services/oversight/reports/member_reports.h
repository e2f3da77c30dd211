#pragma once

#include <vector>

#include "services/oversight/process.h"

namespace liandong::oversight {

// The latest version of each member that has one.
absl::StatusOr<std::vector<v1::MemberReport>> LatestReports(const Process& process, store::ReadTx& tx, int year);

// The yearly report of each member to the office, 八(四).
void AddMemberReportHandlers(Handlers& handlers);

}  // namespace liandong::oversight
