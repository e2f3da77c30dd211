#pragma once

#include <vector>

#include "liandong/casefile/v1/match_service.pb.h"
#include "services/casefile/store.h"

// Pairs of a missing person's open case and a victim's file that may be one person, 五(三)2, the likeliest first: at
// most rules::kMostMatches of rules::kLeastProbability and more, each with its reasons.
namespace liandong::casefile {

absl::StatusOr<std::vector<v1::Match>> MatchesOf(const CasefileStore& store, store::ReadTx& tx,
                                                 const v1::VictimFile& victim);
absl::StatusOr<std::vector<v1::Match>> MatchesOf(const CasefileStore& store, store::ReadTx& tx,
                                                 const v1::Case& missing);

}  // namespace liandong::casefile
