#pragma once

#include "absl/status/status.h"
#include "liandong/registration/v1/hospital_service.pb.h"
#include "services/registration/checks/check_rules.h"

// What a hospital checks: 三(三)3, 三(六)2. Pure.
namespace liandong::registration::rules {

// Reasons to refer; none means that the check is clear. 三(三)3: the document was found to be the person's own.
Reasons AdmissionReasons(const v1::CheckHospitalAdmissionRequest& request, const Screenings& screenings);
// `reused`: the number of the certificate belongs to another certificate.
Reasons BirthReasons(const v1::CheckBirthCertificateRequest& request, const Screenings& screenings, bool reused);
// 三(三)3: BIRTH_WITHOUT_ADMISSION unless it is a cleared admission of the same mother.
absl::Status CheckBirth(const v1::CheckBirthCertificateRequest& request, const v1::Check& admission);
// 三(六)2: the police are always informed.
Reasons FosteredReasons(const Screenings& screenings);

}  // namespace liandong::registration::rules
