#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/casefile/v1/kin_service.pb.h"
#include "shared/law/names.h"

// The search for the kin of a victim, 五(三)2. Pure.
namespace liandong::casefile::rules {

// A relative is proposed, then confirmed or rejected by the police, and only then is the family told.
absl::Status Propose(v1::KinSearch& search, const v1::ProposeKinRequest& request);
absl::Status Confirm(v1::KinSearch& search, const v1::ConfirmKinRequest& request, absl::Time now);
absl::Status Disclose(v1::KinSearch& search, absl::Time now);
absl::Status Urge(v1::KinSearch& search, const std::string& note, law::Agency agency, absl::Time now);

}  // namespace liandong::casefile::rules
