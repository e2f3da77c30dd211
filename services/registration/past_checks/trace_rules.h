#pragma once

#include <string>
#include <vector>

#include "liandong/registration/v1/registration.pb.h"

// What several checks should not have in common: 三(三)4, 三(六)2. Pure.
namespace liandong::registration::rules {

// From this number of others' checks with one common trace, it is a pattern.
inline constexpr size_t kPattern = 3;
// Of the checks that share a trace, at most this many are considered, the latest first.
inline constexpr int kLookedAt = 16;

// Its parties, beginning with the first that counts, and its intermediaries.
std::vector<common::v1::Person> PersonsIn(const v1::Check& check, int first_party = 0);

// The documents, telephones and addresses of the parties and intermediaries of a check, as keys for blind indexes. Only
// for foreign marriages and adoptions, because only these form patterns.
std::vector<std::string> TracesOf(const v1::Check& check);
// Only the documents, for a check of any kind.
std::vector<std::string> DocumentsOf(const v1::Check& check);

// Whether there were checks of this many others before. Those of one couple or family count once, and its own do not
// count.
bool IsPattern(const v1::Check& check, const std::vector<v1::Check>& before);

// Whether two persons with one document cannot be one person: neither the names nor the birth dates agree.
bool AreTwoPersons(const common::v1::Person& one, const common::v1::Person& other);
// Whether somebody in the check shows a document that another person shows in it, or showed before.
bool IsReused(const v1::Check& check, std::vector<common::v1::Person> before);

}  // namespace liandong::registration::rules
