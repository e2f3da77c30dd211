#pragma once

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/placement/v1/guardianship_service.pb.h"
#include "liandong/placement/v1/placement_service.pb.h"
#include "liandong/placement/v1/provider_service.pb.h"
#include "liandong/placement/v1/trainee_service.pb.h"
#include "shared/law/names.h"

// Who is placed where, returned to whom, and helped how: 四(九), 三(六)1, 五. Pure.
namespace liandong::placement::rules {

// 四(九): if no guardians are known, the materials of the police are required.
absl::Status CheckRequest(const v1::RequestPlacementRequest& request);

// Moves RESCUED to PLACED. 三(六)1: a child rescued from traffickers without a guardian goes to a child welfare
// institution; a street minor or foundling goes there or to one for the protection of minors; guardians must be
// searched for first. 五(二): there must be a free bed.
absl::Status Accept(v1::Placement& placement, const v1::Institution& institution, absl::Time reception, absl::Time now);
// To another institution under the same conditions. The time of reception does not change.
absl::Status Transfer(v1::Placement& placement, const v1::Institution& to);

absl::Status RecordTracing(v1::Placement& placement, const v1::RecordFamilyTracingRequest& request);

// 五(一): only from rehabilitation. 四(九): never to a buying family (`barred`); a child to its parents if they are
// known. 五(四)2: an adult only by own wish.
absl::Status Return(v1::Placement& placement, const v1::ReturnToFamilyRequest& request, bool barred, absl::Time now);

// 五(三)3: received by a rescue management institution at least three calendar months ago, identity still unknown.
absl::Status ReportUnidentified(v1::Placement& placement, absl::Time now);

// 五(三)3: after the report, the district government gives the instruction and the police carry it out.
absl::Status Coordinate(v1::Placement& placement, const std::string& instruction, absl::Time now);
absl::Status RecordHousehold(v1::Placement& placement, absl::Time now);
// 五(三)4: the certificate follows the grading.
absl::Status GradeDisability(v1::Placement& placement, int grade, absl::Time now);
absl::Status IssueCertificate(v1::Placement& placement, const std::string& number);

// 适龄, 五(四)1: who must be enrolled.
bool IsSchoolAge(const common::v1::Person& person, absl::Time now);

// 三(三)1: the first training is free.
absl::Status RecordTraining(v1::Trainee& trainee, const v1::RecordTrainingRequest& request);
// 三(六)4: a request is decided once, and never returns to requested.
absl::Status DecideHelp(v1::GuardianshipHelp& help, const v1::DecideGuardianshipHelpRequest& request, absl::Time now);

absl::Status Close(v1::Placement& placement);
absl::Status RecordFollowUp(v1::Placement& placement, const v1::RecordFollowUpRequest& request, law::Agency agency);

// The clause under which a kind of service is provided, by its leading agencies.
law::Clause ServiceClause(v1::ServiceKind kind);

// Services that only a registered provider may give, and which kind of provider: 五(三)4 designated hospitals, 五(三)1
// social work.
std::optional<v1::ProviderKind> ProviderKindFor(v1::ServiceKind kind);
// The health commission designates hospitals; civil affairs registers the other providers.
absl::Status CheckRegistrar(v1::ProviderKind kind, law::Agency registrar);

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
