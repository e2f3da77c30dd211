#pragma once

#include "liandong/casefile/v1/casefile_service.pb.h"
#include "liandong/registration/v1/adoption_service.pb.h"
#include "liandong/registration/v1/hospital_service.pb.h"
#include "services/registration/checks/check_rules.h"
#include "shared/client/peers.h"
#include "shared/contract/handlers/call.h"

namespace liandong::registration {

// Asks the casefile service and, for 五(三)3, the placement service. SOURCE_UNAVAILABLE if they do not answer: a
// question that was not asked is never clear.
class Screener {
 public:
  // Not owned.
  explicit Screener(client::Peers* peers) : peers_(peers) {}

  absl::StatusOr<rules::Screenings> Marriage(const contract::Call& call, const v1::CheckMarriageRequest& request) const;
  absl::StatusOr<rules::Screenings> Adoption(const contract::Call& call, const v1::Adoption& adoption) const;
  absl::StatusOr<rules::Screenings> Household(const contract::Call& call,
                                              const v1::CheckHouseholdRegistrationRequest& request) const;
  absl::StatusOr<rules::Screenings> Admission(const contract::Call& call,
                                              const v1::CheckHospitalAdmissionRequest& request) const;
  absl::StatusOr<rules::Screenings> Birth(const contract::Call& call,
                                          const v1::CheckBirthCertificateRequest& request) const;
  absl::StatusOr<rules::Screenings> Fostered(const contract::Call& call,
                                             const v1::CheckFosteredMinorRequest& request) const;

  // The prohibitions that would prevent the release of a held check, or the adoption at the moment of the decision.
  absl::StatusOr<rules::Screenings> Bars(const contract::Call& call, const v1::Check& check) const;
  absl::StatusOr<rules::Screenings> Bars(const contract::Call& call, const v1::Adoption& adoption) const;

 private:
  class Questions;

  absl::StatusOr<rules::Screenings> AskUnidentified(const contract::Call& call, const std::string& victim_file) const;
  // All questions with one call; none without a call.
  absl::StatusOr<rules::Screenings> Ask(const contract::Call& call, const Questions& questions) const;

  client::Peers* peers_;
};

}  // namespace liandong::registration
