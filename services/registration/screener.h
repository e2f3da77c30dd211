#pragma once

#include "liandong/casefile/v1/casefile_service.pb.h"
#include "services/registration/rules.h"
#include "shared/client/peers.h"
#include "shared/contract/handlers.h"

namespace liandong::registration {

// Asks the case files. SOURCE_UNAVAILABLE if they do not answer: what was not asked is never clear.
class Screener {
 public:
  // Not owned.
  explicit Screener(client::Peers* peers) : peers_(peers) {}

  absl::StatusOr<rules::Screenings> Marriage(const contract::Call& call, const v1::CheckMarriageRequest& request,
                                             contract::ReadNow) const;
  absl::StatusOr<rules::Screenings> Adoption(const contract::Call& call, const v1::CheckAdoptionRequest& request,
                                             contract::ReadNow) const;
  absl::StatusOr<rules::Screenings> Household(const contract::Call& call,
                                              const v1::CheckHouseholdRegistrationRequest& request,
                                              contract::ReadNow) const;
  // Of a held check: the prohibitions that would bar its release.
  absl::StatusOr<rules::Screenings> Bars(const contract::Call& call, const v1::Check& check) const;

 private:
  absl::Status AskPerson(const contract::Call& call, casefile::v1::ScreenQuestion question, v1::ReferReason reason,
                         const common::v1::Person& person, rules::Screenings& screenings) const;
  absl::Status AskGate(const contract::Call& call, const std::string& victim_file, rules::Screenings& screenings) const;
  absl::Status Ask(const contract::Call& call, const casefile::v1::ScreenPersonRequest& request, v1::ReferReason reason,
                   base::Clause purpose, rules::Screenings& screenings) const;

  client::Peers* peers_;
};

}  // namespace liandong::registration
