#pragma once

#include <vector>

#include "liandong/casefile/v1/casefile.pb.h"
#include "shared/matching/subject.h"

// The persons in cases and victim files as the model of persons sees them. Pure.
namespace liandong::casefile {

// What a person is in a record.
enum class Role { kMissing, kVictim, kBuyer };
inline constexpr Role kRolesInVictimFiles[] = {Role::kVictim, Role::kBuyer};

matching::Subject SubjectOf(const common::v1::Person& person);
// The missing person.
matching::Subject SubjectOf(const v1::Case& file);
// The victim.
matching::Subject SubjectOf(const v1::VictimFile& file);
// The persons of the file who have the role.
std::vector<matching::Subject> SubjectsOf(const v1::VictimFile& file, Role role);

}  // namespace liandong::casefile
