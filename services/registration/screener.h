#pragma once

#include "liandong/casefile/v1/casefile_service.pb.h"
#include "services/registration/rules.h"
#include "shared/client/peers.h"
#include "shared/contract/handlers.h"
#include "shared/records/repository.h"

namespace liandong::registration {

// The adoption within the caller's district, whoever of its agencies made it.
absl::StatusOr<v1::Adoption> LoadAdoption(const records::Repository<v1::Adoption>& adoptions, store::ReadTx& tx,
                                          const contract::Call& call, const std::string& name);

// Asks the case files, and for 五(三)3 the placements. SOURCE_UNAVAILABLE if they do not answer: what was not asked is
// never clear.
class Screener {
 public:
  // Not owned.
  Screener(client::Peers* peers, const records::Repository<v1::Adoption>* adoptions)
      : peers_(peers), adoptions_(adoptions) {}

  absl::StatusOr<rules::Screenings> Marriage(const contract::Call& call, const v1::CheckMarriageRequest& request,
                                             contract::ReadNow) const;
  absl::StatusOr<rules::Screenings> Adoption(const contract::Call& call, const v1::CheckAdoptionRequest& request,
                                             contract::ReadNow read) const;
  absl::StatusOr<rules::Screenings> Household(const contract::Call& call,
                                              const v1::CheckHouseholdRegistrationRequest& request,
                                              contract::ReadNow) const;
  absl::StatusOr<rules::Screenings> Admission(const contract::Call& call,
                                              const v1::CheckHospitalAdmissionRequest& request,
                                              contract::ReadNow) const;
  absl::StatusOr<rules::Screenings> Birth(const contract::Call& call, const v1::CheckBirthCertificateRequest& request,
                                          contract::ReadNow) const;
  absl::StatusOr<rules::Screenings> Fostered(const contract::Call& call, const v1::CheckFosteredMinorRequest& request,
                                             contract::ReadNow) const;

  // The prohibitions that would bar the release of a held check.
  absl::StatusOr<rules::Screenings> Bars(const contract::Call& call, const v1::Check& check) const;
  // Those that would bar an adoption, at the moment of deciding it.
  absl::StatusOr<rules::Screenings> AdoptionBars(const contract::Call& call, const v1::DecideAdoptionRequest& request,
                                                 contract::ReadNow read) const;

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
  const records::Repository<v1::Adoption>* adoptions_;
};

}  // namespace liandong::registration
