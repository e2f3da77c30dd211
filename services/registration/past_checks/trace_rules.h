#pragma once

#include <string>
#include <vector>

#include "liandong/registration/v1/registration.pb.h"

// What checks have in common that should not: 三(三)4, 三(六)2. Pure.
namespace liandong::registration::rules {

// Checks of others with one trace in common, from which on it is a pattern.
inline constexpr size_t kPattern = 3;
// Of those that have a trace in common so many are looked at, the latest first.
inline constexpr int kLookedAt = 16;

// Its parties, from the first that counts on, and its intermediaries.
std::vector<common::v1::Person> PersonsIn(const v1::Check& check, int first_party = 0);

// The documents, telephones and addresses of those in a check, parties and intermediaries, as keys to be indexed blind.
// Only foreign marriages and adoptions have them: a pattern is of these.
std::vector<std::string> TracesOf(const v1::Check& check);
// The documents alone, of a check of any kind.
std::vector<std::string> DocumentsOf(const v1::Check& check);

// Whether checks of so many others lie before: those of one couple or family count once, and its own do not.
bool IsPattern(const v1::Check& check, const std::vector<v1::Check>& before);

// Whether two who show one document cannot be one person: neither the names nor the days of birth agree.
bool AreTwoPersons(const common::v1::Person& one, const common::v1::Person& other);
// Whether somebody in the check shows a document that another shows in it, or showed before.
bool IsReused(const v1::Check& check, std::vector<common::v1::Person> before);

}  // namespace liandong::registration::rules
