#pragma once

#include "liandong/casefile/v1/casefile.pb.h"
#include "liandong/casefile/v1/match_service.pb.h"
#include "shared/matching/model.h"

// Which records may be one person: 五(三)2. Pure.
namespace liandong::casefile::rules {

// How many matches of a record are shown.
inline constexpr size_t kMostMatches = 10;
// Probabilities in messages are in thousandths.
inline constexpr int32_t kThousandths = 1000;

// Whether a match is shown; `probability` is 0 to 1.
bool IsLikelyEnough(double probability);
// An open case of a person who was lost before the victim was found.
bool MayBeOnePerson(const v1::Case& missing, const v1::VictimFile& victim);

// The pair with the evidence of each field. `score` comes from the model of persons.
v1::Match Explain(const v1::Case& missing, const v1::VictimFile& victim, const matching::Score& score,
                  double probability);

}  // namespace liandong::casefile::rules
