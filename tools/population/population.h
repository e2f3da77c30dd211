#pragma once

#include <cstdint>
#include <random>
#include <string>

#include "absl/time/civil_time.h"
#include "liandong/common/v1/person.pb.h"

// Invented people with plausible names, valid identity numbers and real division codes. The same seed gives the same
// people.
namespace liandong::population {

class Generator {
 public:
  // Ages are as of `today`.
  Generator(uint64_t seed, absl::CivilDay today) : random_(seed), today_(today) {}

  // A resident of an age within the bounds, inclusive. Two residents of one generator never have the same number.
  common::v1::Person Resident(int youngest, int oldest);
  common::v1::Person Resident(int youngest, int oldest, common::v1::Sex sex);
  // A foreigner with a passport.
  common::v1::Person Foreigner(int youngest, int oldest, common::v1::Sex sex);

 private:
  int Pick(int size);
  absl::CivilDay BirthDay(int youngest, int oldest);

  // The standard prescribes its sequence, but not those of the distributions over it.
  std::mt19937_64 random_;
  absl::CivilDay today_;
  int sequence_ = 0;
};

// The identity number for `division`, `birth` and a running number of the day (0 to 499) for the sex.
std::string MakeIdentityNumber(absl::string_view division, absl::CivilDay birth, int running, bool male);

}  // namespace liandong::population
