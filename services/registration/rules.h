#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/registration/v1/adoption_service.pb.h"
#include "liandong/registration/v1/hospital_service.pb.h"
#include "liandong/registration/v1/registration_service.pb.h"

// When a registration may go on: 三(三)4, 三(六)2, 四(五), 五(三)3. Pure. Whatever is not known to be in order is
// referred.
namespace liandong::registration::rules {

// One question that was asked of the case files.
struct Screening {
  v1::ReferReason reason;  // what a hit means
  bool hit;
  std::string reference;
};
using Screenings = std::vector<Screening>;

bool IsForeign(const common::v1::Person& person);

// Adds what the hits mean, each reason once.
void AddHits(const Screenings& screenings, std::vector<v1::ReferReason>& reasons);

// Reasons to refer; none means that the registration is clear. `unentered` tells that a foreign party's entry is not on
// record, 三(三)4.
std::vector<v1::ReferReason> MarriageReasons(const v1::CheckMarriageRequest& request, const Screenings& screenings,
                                             bool unentered, absl::Time now);
std::vector<v1::ReferReason> AdoptionReasons(const v1::Adoption& adoption, const v1::CheckAdoptionRequest& request,
                                             const Screenings& screenings);
std::vector<v1::ReferReason> HouseholdReasons(const v1::CheckHouseholdRegistrationRequest& request,
                                              const Screenings& screenings);

// 三(三)3: the document was found to be the person's own.
std::vector<v1::ReferReason> AdmissionReasons(const v1::CheckHospitalAdmissionRequest& request,
                                              const Screenings& screenings);
// `reused`: the certificate's number is another's already.
std::vector<v1::ReferReason> BirthReasons(const v1::CheckBirthCertificateRequest& request, const Screenings& screenings,
                                          bool reused);
// 三(三)3: BIRTH_WITHOUT_ADMISSION unless the admission is a cleared one of the same mother.
absl::Status CheckBirth(const v1::CheckBirthCertificateRequest& request, const v1::Check& admission);
// 三(六)2: always told to the police.
std::vector<v1::ReferReason> FosteredReasons(const Screenings& screenings);

// ADOPTION_STEPS_MISSING unless application, review and assessment were done, 三(六)2.
absl::Status CheckAdoptionSteps(const v1::Adoption& adoption);
// The steps themselves: one after the other, a failed one refuses the application.
absl::Status Review(v1::Adoption& adoption, const v1::ReviewAdoptionRequest& request);
absl::Status Assess(v1::Adoption& adoption, const v1::AssessAdoptionRequest& request);
// 三(六)2, 四(九): registered upon this adoption's own clear or released check, and never against a prohibition.
absl::Status DecideAdoption(v1::Adoption& adoption, const v1::DecideAdoptionRequest& request, const v1::Check& check,
                            const Screenings& bars, absl::Time now);

// Clear, or released by the police.
bool MayGoOn(const v1::Check& check);
// 三(三)4: CHECK_NOT_CLEAR unless it is a marriage's check that may go on.
absl::Status CheckMarriageMayBeRecorded(const v1::Check& check);

// The papers of the basis are named. DNA_GATE_NOT_PASSED for a child whose file does not show sample, test, entry and
// comparison, 四(五); NOT_REPORTED_UNIDENTIFIED for a victim whom the district government did not take up, 五(三)3.
absl::Status CheckHouseholdBasis(const v1::CheckHouseholdRegistrationRequest& request, const Screenings& screenings);

// What the police decide of a held check. CHECK_STILL_BARRED, naming the prohibition, where a release would break one:
// 四(九) for a buying family, 四(五) for the gate.
absl::Status Decide(v1::Check& check, const v1::DecideHeldCheckRequest& request, const Screenings& bars,
                    absl::Time now);

// The clause under which a kind of check is made.
contract::v1::Clause ClauseOf(v1::CheckKind kind);

// The clue that a held check files.
clue::v1::ReportClueRequest ClueOf(const v1::Check& check, const std::string& note);

}  // namespace liandong::registration::rules
