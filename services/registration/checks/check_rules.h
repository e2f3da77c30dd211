#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "liandong/clue/v1/clue_service.pb.h"
#include "liandong/registration/v1/registration_service.pb.h"

// What all checks have in common: when one is held, and what the police may decide. Pure.
namespace liandong::registration::rules {

// One question to the casefile service.
struct Screening {
  v1::ReferReason reason;  // the meaning of a hit
  bool hit;
  std::string reference;
};
using Screenings = std::vector<Screening>;
using Reasons = std::vector<v1::ReferReason>;

// Adds the reason unless it is there.
void AddReason(v1::ReferReason reason, Reasons& reasons);
// Adds what the hits mean.
void AddHits(const Screenings& screenings, Reasons& reasons);
// Adds what the registrar noticed, 三(三)4.
void AddSuspicion(const google::protobuf::RepeatedField<int>& indicators, Reasons& reasons);

bool IsHit(const Screenings& screenings, v1::ReferReason reason);

// Whether the person can be identified. A person who cannot be identified cannot be cleared either.
bool IsIdentified(const common::v1::Person& person);

// Clear, or released by the police.
bool MayGoOn(const v1::Check& check);

// The decision of the police about a held check. CHECK_STILL_BARRED, with the prohibition, if a release would break
// one: 四(九) for a buying family, 四(五) for the DNA requirement.
absl::Status Decide(v1::Check& check, const v1::DecideHeldCheckRequest& request, const Screenings& bars,
                    absl::Time now);

// The clause under which a kind of check is made.
contract::v1::Clause ClauseOf(v1::CheckKind kind);

// The clue that a held check files.
clue::v1::ReportClueRequest ClueOf(const v1::Check& check, const std::string& note);

}  // namespace liandong::registration::rules
