#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "liandong/common/v1/person.pb.h"
#include "shared/matching/value.h"

// A person who is missing, was found, or is asked about, as the model of persons sees them. Pure.
namespace liandong::matching {

struct Subject {
  common::v1::Person person;
  common::v1::Appearance appearance;
  std::string division;               // GB/T 2260, where the person was lost or found
  std::optional<absl::CivilDay> day;  // when
};

// The fields of persons, in the order of SubjectRecord().
const std::vector<Field>& SubjectFields();
Record SubjectRecord(const Subject& subject);

// GB/T 2261.1: "1" for men, "2" for women; empty if unknown.
std::string SexOf(const common::v1::Person& person);

// The year of birth from the date, the identity number or the estimate; 0 if unknown.
int BirthYearOf(const Subject& subject);

}  // namespace liandong::matching
