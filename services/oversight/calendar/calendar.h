#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "services/oversight/process.h"

// What becomes due in a year of the plan: 二(二), 四(一), 八(一), 八(四).
namespace liandong::oversight {

// The subjects of the calendar's obligations.
inline constexpr char kAnalysisSubject[] = "analyses";
std::string ContactSubject(law::Agency agency);                 // contacts/by-agency/court
std::string PlanSubject(law::Agency agency);                    // plans/by-agency/court
std::string YearSubject(int year);                              // years/2026
std::string MemberReportSubject(int year, law::Agency agency);  // years/2026/court

// The last days in time, 八(四).
absl::CivilDay MemberReportDay(const runtime::Config& config, int year);
absl::CivilDay ConferenceReportDay(const runtime::Config& config, int year);

// Whether the current year has not been opened yet.
absl::StatusOr<bool> YearIsDue(const Process& process, store::ReadTx& tx, absl::Time now);
// Opens the obligations of the current year, each once.
absl::Status OpenYear(const Process& process, store::Tx& tx, absl::Time now);

}  // namespace liandong::oversight
