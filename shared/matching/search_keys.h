#pragma once

#include <string>
#include <vector>

#include "shared/matching/subject.h"

// Keys under which a subject is found even if half of what is written about it is wrong. Few persons share a key, and
// each key combines parts that are seldom wrong together. Keys are stored only in blind indexes. Pure.
namespace liandong::matching {

// The keys under which a subject is stored; those of both sexes if the sex is unknown.
std::vector<std::string> SearchKeys(const Subject& subject);

// The keys under which a subject is searched: the stored ones, and those for one year more or less and for the other
// calendar.
std::vector<std::string> LookupKeys(const Subject& subject);

}  // namespace liandong::matching
