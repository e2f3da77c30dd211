#pragma once

#include <string>
#include <vector>

#include "shared/matching/subject.h"

// What a subject is found by though half of what is written of them be wrong: keys that few persons share, each of
// parts that seldom go wrong together. They are indexed blind, never stored. Pure.
namespace liandong::matching {

// Under which a subject is kept; as one of each sex, where it is not known or not stated.
std::vector<std::string> SearchKeys(const Subject& subject);

// Under which one is looked for: these, and those of a year more or less, and of the other calendar.
std::vector<std::string> LookupKeys(const Subject& subject);

}  // namespace liandong::matching
