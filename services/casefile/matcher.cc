#include "services/casefile/matcher.h"

#include "services/casefile/likely.h"
#include "services/casefile/match_rules.h"
#include "services/casefile/subjects.h"

namespace liandong::casefile {

absl::StatusOr<std::vector<v1::Match>> MatchesOf(const CasefileStore& store, store::ReadTx& tx,
                                                 const v1::VictimFile& victim) {
  LD_ASSIGN_OR_RETURN(const auto candidates, Compare(store, tx, Role::kMissing, SubjectOf(victim)));
  std::vector<v1::Match> matches;
  for (const Candidate& candidate : candidates) {
    if (!rules::IsLikelyEnough(candidate.probability) || matches.size() == rules::kMostMatches) break;
    const std::string name = base::NameOf(store.cases.collection(), candidate.id);
    LD_ASSIGN_OR_RETURN(const auto missing, store.cases.Load(tx, {}, name));
    if (!rules::MayBeOnePerson(missing.message, victim)) continue;
    matches.push_back(rules::Explain(missing.message, victim, candidate.score, candidate.probability));
  }
  return matches;
}

absl::StatusOr<std::vector<v1::Match>> MatchesOf(const CasefileStore& store, store::ReadTx& tx,
                                                 const v1::Case& missing) {
  LD_ASSIGN_OR_RETURN(const auto candidates, Compare(store, tx, Role::kVictim, SubjectOf(missing)));
  std::vector<v1::Match> matches;
  for (const Candidate& candidate : candidates) {
    if (!rules::IsLikelyEnough(candidate.probability) || matches.size() == rules::kMostMatches) break;
    const std::string name = base::NameOf(store.victim_files.collection(), candidate.id);
    LD_ASSIGN_OR_RETURN(const auto victim, store.victim_files.Load(tx, {}, name));
    if (!rules::MayBeOnePerson(missing, victim.message)) continue;
    matches.push_back(rules::Explain(missing, victim.message, candidate.score, candidate.probability));
  }
  return matches;
}

}  // namespace liandong::casefile
