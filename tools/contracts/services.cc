#include "tools/contracts/services.h"

#include "liandong/casefile/v1/casefile_service.pb.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/placement/v1/placement_service.pb.h"
#include "liandong/registration/v1/registration_service.pb.h"

namespace liandong::contracts {

std::vector<const google::protobuf::ServiceDescriptor*> AllServices() {
  // By a request of each: a file that nothing refers to is not linked in.
  return {clue::v1::GetClueRequest::descriptor()->file()->service(0),
          casefile::v1::GetCaseRequest::descriptor()->file()->service(0),
          registration::v1::GetCheckRequest::descriptor()->file()->service(0),
          placement::v1::GetPlacementRequest::descriptor()->file()->service(0)};
}

}  // namespace liandong::contracts
