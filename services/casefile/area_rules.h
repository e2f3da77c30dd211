#pragma once

#include <optional>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/casefile/v1/casefile.pb.h"
#include "liandong/casefile/v1/disposition_service.pb.h"
#include "liandong/casefile/v1/kin_service.pb.h"
#include "liandong/casefile/v1/left_behind_service.pb.h"
#include "liandong/casefile/v1/transit_service.pb.h"
#include "shared/law/names.h"

// Dispositions 四(八), the register of the left-behind 三(六)3, kin 五(三)2, victims from elsewhere 七(二). Pure.
namespace liandong::casefile::rules {

// 四(八): each agency records its own decisions (SECTION_OF_ANOTHER_AGENCY), and treats a coerced victim with leniency
// (LENIENCY_REQUIRED).
absl::Status CheckDisposition(const v1::RecordDispositionRequest& request, law::Agency agency);

// 三(六)3: a dated visit to a person who is still left behind.
absl::Status RecordVisit(v1::LeftBehindPerson& person, const v1::RecordLeftBehindVisitRequest& request,
                         law::Agency agency);
absl::Status Close(v1::LeftBehindPerson& person);

// 五(三)2: a relative is proposed, then confirmed or rejected by the police, and only then is the family told.
absl::Status Propose(v1::KinSearch& search, const v1::ProposeKinRequest& request);
absl::Status Confirm(v1::KinSearch& search, const v1::ConfirmKinRequest& request, absl::Time now);
absl::Status Disclose(v1::KinSearch& search, absl::Time now);
absl::Status Urge(v1::KinSearch& search, const std::string& note, law::Agency agency, absl::Time now);

// 七(二): whether the victim is from elsewhere.
std::optional<v1::TransitKind> TransitKindOf(const v1::VictimFile& file);
absl::Status Acknowledge(v1::Transit& transit, absl::Time now);
absl::Status RecordCare(v1::Transit& transit, const std::string& note);
// After the transit care; for a foreigner after the acknowledgement of the foreign affairs office.
absl::Status ReturnSafely(v1::Transit& transit, const std::string& receiver, absl::Time now);

}  // namespace liandong::casefile::rules
