#pragma once

#include <vector>

#include "liandong/casefile/v1/casefile.pb.h"
#include "shared/matching/subject.h"

// The persons in cases and files as the model of persons sees them. Pure.
namespace liandong::casefile {

matching::Subject SubjectOf(const common::v1::Person& person);
// The missing person.
matching::Subject SubjectOf(const v1::Case& file);
// The victim.
matching::Subject SubjectOf(const v1::VictimFile& file);
std::vector<matching::Subject> BuyersOf(const v1::VictimFile& file);

}  // namespace liandong::casefile
