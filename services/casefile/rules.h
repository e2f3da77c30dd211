#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "liandong/casefile/v1/casefile_service.pb.h"
#include "shared/law/names.h"

// What chapter four and 五(四)4 of the rules allow. Pure.
namespace liandong::casefile::rules {

// 四(四) protects minors: everyone who is not known to be 18 counts as one.
bool IsMinor(const common::v1::Person& person, absl::Time at);

// Whether the homicide mechanism starts. HOMICIDE_MECHANISM_MANDATORY if a request declines it for a minor, 四(四).
absl::StatusOr<bool> HomicideMechanism(const v1::OpenMissingPersonCaseRequest& request);

bool IsTrafficking(v1::CaseKind kind);

// 四(二): the person in charge of the Public Security Bureau heads the task force of a child-trafficking case.
absl::Status AssignTaskForce(v1::Case& file, const v1::AssignTaskForceRequest& request, absl::Time now);
// 四(二): refused before the case is solved.
absl::Status DissolveTaskForce(v1::Case& file, absl::Time now);
// 四(二): 一长三包, while the task force exists.
absl::Status RecordDuty(v1::Case& file, const v1::RecordTaskForceDutyRequest& request, absl::Time now);
// 四(二): a child-trafficking case can only be closed as solved, after its task force has recorded its three duties.
absl::Status CloseCase(v1::Case& file, const v1::CloseCaseRequest& request, absl::Time now);

// 四(七): a second interview, or one that is not one-stop, needs a reason and police approval.
absl::Status CheckInterview(const v1::VictimFile& file, const v1::RecordInterviewRequest& request);

// 四(五): collection, test, entry into the bank and comparison follow in this order.
absl::Status RecordComparison(v1::DnaSample& sample, const v1::RecordDnaComparisonRequest& request);

// 四(三): what may be public about a missing minor. WRONG_STATE unless the case is an open one of a minor.
absl::StatusOr<v1::Notice> MakeNotice(const v1::Case& file, const v1::PublishNoticeRequest& request, absl::Time now);
absl::Status WithdrawNotice(v1::Notice& notice, absl::Time now);
// 四(三): while it is published.
absl::Status RelayNotice(v1::Notice& notice, law::Agency relay, const std::string& outlet, absl::Time now);

// Transfers an open case to another division.
absl::Status Transfer(v1::Case& file, const std::string& division);

// 五(四)4: each leading agency fills in its own section. SECTION_OF_ANOTHER_AGENCY, UPDATE_MASK_INVALID.
absl::Status UpdateVictimFile(v1::VictimFile& file, const v1::UpdateVictimFileRequest& request, law::Agency writer);

}  // namespace liandong::casefile::rules
