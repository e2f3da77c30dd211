#include "tools/contracts/services.h"

#include "liandong/casefile/v1/candidate_service.pb.h"
#include "liandong/casefile/v1/casefile_service.pb.h"
#include "liandong/casefile/v1/disposition_service.pb.h"
#include "liandong/casefile/v1/kin_service.pb.h"
#include "liandong/casefile/v1/left_behind_service.pb.h"
#include "liandong/casefile/v1/match_service.pb.h"
#include "liandong/casefile/v1/transit_service.pb.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/clue/v1/convict_service.pb.h"
#include "liandong/clue/v1/labour_export_service.pb.h"
#include "liandong/clue/v1/labour_service.pb.h"
#include "liandong/clue/v1/platform_service.pb.h"
#include "liandong/clue/v1/public_service.pb.h"
#include "liandong/clue/v1/school_service.pb.h"
#include "liandong/clue/v1/venue_service.pb.h"
#include "liandong/ledger/v1/ledger_service.pb.h"
#include "liandong/obligation/v1/obligation_service.pb.h"
#include "liandong/oversight/v1/accountability_service.pb.h"
#include "liandong/oversight/v1/aggregate_service.pb.h"
#include "liandong/oversight/v1/analysis_service.pb.h"
#include "liandong/oversight/v1/conference_service.pb.h"
#include "liandong/oversight/v1/duty_service.pb.h"
#include "liandong/oversight/v1/report_service.pb.h"
#include "liandong/placement/v1/guardianship_service.pb.h"
#include "liandong/placement/v1/placement_service.pb.h"
#include "liandong/placement/v1/provider_service.pb.h"
#include "liandong/placement/v1/trainee_service.pb.h"
#include "liandong/registration/v1/adoption_service.pb.h"
#include "liandong/registration/v1/hospital_service.pb.h"
#include "liandong/registration/v1/marriage_service.pb.h"
#include "liandong/registration/v1/registration_service.pb.h"
#include "liandong/retention/v1/retention_service.pb.h"

namespace liandong::contracts {

std::vector<const google::protobuf::ServiceDescriptor*> AllServices() {
  // By a request of each: a file that nothing refers to is not linked in.
  return {clue::v1::ReportClueRequest::descriptor()->file()->service(0),
          clue::v1::OpenConvictFileRequest::descriptor()->file()->service(0),
          clue::v1::RegisterExportProjectRequest::descriptor()->file()->service(0),
          clue::v1::FileLabourComplaintRequest::descriptor()->file()->service(0),
          clue::v1::FilePlatformReportRequest::descriptor()->file()->service(0),
          clue::v1::GrantRewardRequest::descriptor()->file()->service(0),
          clue::v1::OpenDropoutFileRequest::descriptor()->file()->service(0),
          clue::v1::RegisterVenueRequest::descriptor()->file()->service(0),
          casefile::v1::OpenMissingPersonCaseRequest::descriptor()->file()->service(0),
          casefile::v1::RecordDispositionRequest::descriptor()->file()->service(0),
          casefile::v1::OpenKinSearchRequest::descriptor()->file()->service(0),
          casefile::v1::FindMatchesRequest::descriptor()->file()->service(0),
          casefile::v1::MatchRecordRequest::descriptor()->file()->service(0),
          casefile::v1::RegisterLeftBehindPersonRequest::descriptor()->file()->service(0),
          casefile::v1::OpenTransitRequest::descriptor()->file()->service(0),
          registration::v1::ApplyForAdoptionRequest::descriptor()->file()->service(0),
          registration::v1::CheckHospitalAdmissionRequest::descriptor()->file()->service(0),
          registration::v1::RecordMarriageRequest::descriptor()->file()->service(0),
          registration::v1::CheckMarriageRequest::descriptor()->file()->service(0),
          placement::v1::RequestGuardianshipHelpRequest::descriptor()->file()->service(0),
          placement::v1::RegisterInstitutionRequest::descriptor()->file()->service(0),
          placement::v1::RegisterProviderRequest::descriptor()->file()->service(0),
          placement::v1::RegisterTraineeRequest::descriptor()->file()->service(0),
          oversight::v1::ListDataAccessesRequest::descriptor()->file()->service(0),
          oversight::v1::AggregateRequest::descriptor()->file()->service(0),
          oversight::v1::AnalyseSituationRequest::descriptor()->file()->service(0),
          oversight::v1::AppointConvenerRequest::descriptor()->file()->service(0),
          oversight::v1::NoteOverdueRequest::descriptor()->file()->service(0),
          oversight::v1::FileMemberReportRequest::descriptor()->file()->service(0),
          obligation::v1::ListObligationsRequest::descriptor()->file()->service(0),
          ledger::v1::GetCheckpointRequest::descriptor()->file()->service(0),
          retention::v1::EraseRecordRequest::descriptor()->file()->service(0)};
}

bool ServedByAll(const google::protobuf::ServiceDescriptor& service) {
  return service.file() == retention::v1::EraseRecordRequest::descriptor()->file() ||
         service.file() == ledger::v1::GetCheckpointRequest::descriptor()->file() ||
         service.file() == obligation::v1::ListObligationsRequest::descriptor()->file() ||
         service.file() == oversight::v1::AggregateRequest::descriptor()->file();
}

}  // namespace liandong::contracts
