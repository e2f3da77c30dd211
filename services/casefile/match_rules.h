#pragma once

#include <string>

#include "liandong/casefile/v1/casefile.pb.h"
#include "liandong/casefile/v1/match_service.pb.h"
#include "shared/matching/model.h"

namespace liandong::casefile::rules {

inline constexpr int kMostMatches = 10;
inline constexpr double kLeastProbability = 0.01;

// 五(三)2: an open case of somebody who was lost before the victim was found, and likely enough.
bool IsWorthALook(const v1::Case& missing, const v1::VictimFile& victim, double probability);

// The match with what each field says for and against it. `score`: by the model of persons.
v1::Match Explain(const std::string& case_name, const matching::Score& score, double probability);

}  // namespace liandong::casefile::rules
