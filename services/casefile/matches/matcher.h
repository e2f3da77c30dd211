#pragma once

#include <vector>

#include "liandong/casefile/v1/match_service.pb.h"
#include "services/casefile/store.h"

// Pairs of an open missing-person case and a victim file that may be one person, 五(三)2, the most likely first: at
// most rules::kMostMatches that are likely enough, each with its evidence.
namespace liandong::casefile {

absl::StatusOr<std::vector<v1::Match>> MatchesOf(const CasefileStore& store, store::ReadTx& tx,
                                                 const v1::VictimFile& victim);
absl::StatusOr<std::vector<v1::Match>> MatchesOf(const CasefileStore& store, store::ReadTx& tx,
                                                 const v1::Case& missing);

}  // namespace liandong::casefile
