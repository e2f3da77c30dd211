#pragma once

#include "absl/status/status.h"
#include "liandong/registration/v1/hospital_service.pb.h"
#include "services/registration/checks/check_rules.h"

// What a hospital checks: 三(三)3, 三(六)2. Pure.
namespace liandong::registration::rules {

// Reasons to refer; none means that the check is clear. 三(三)3: the document was found to be the person's own.
Reasons AdmissionReasons(const v1::CheckHospitalAdmissionRequest& request, const Screenings& screenings);
// `reused`: the certificate's number is another's already.
Reasons BirthReasons(const v1::CheckBirthCertificateRequest& request, const Screenings& screenings, bool reused);
// 三(三)3: BIRTH_WITHOUT_ADMISSION unless the admission is a cleared one of the same mother.
absl::Status CheckBirth(const v1::CheckBirthCertificateRequest& request, const v1::Check& admission);
// 三(六)2: always told to the police.
Reasons FosteredReasons(const Screenings& screenings);

}  // namespace liandong::registration::rules
