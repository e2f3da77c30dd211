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
  absl::Status AskPerson(const contract::Call& call, casefile::v1::ScreenQuestion question, v1::ReferReason reason,
                         const common::v1::Person& person, rules::Screenings& screenings) const;
  absl::Status AskBuyers(const contract::Call& call,
                         const google::protobuf::RepeatedPtrField<common::v1::Person>& persons,
                         rules::Screenings& screenings) const;
  absl::Status AskGate(const contract::Call& call, const std::string& victim_file, rules::Screenings& screenings) const;
  absl::Status AskUnidentified(const contract::Call& call, const std::string& victim_file,
                               rules::Screenings& screenings) const;
  absl::Status Ask(const contract::Call& call, const casefile::v1::ScreenPersonRequest& request, v1::ReferReason reason,
                   rules::Screenings& screenings) const;

  client::Peers* peers_;
};

}  // namespace liandong::registration
