#include "services/casefile/matcher.h"

#include "absl/functional/function_ref.h"
#include "services/casefile/likely.h"
#include "services/casefile/match_rules.h"
#include "services/casefile/subjects.h"

namespace liandong::casefile {
namespace {

struct Pair {
  const v1::Case* missing;
  const v1::VictimFile* victim;
};

// The candidates, whose records belong to the repository, that may be the given person.
template <typename Message>
absl::StatusOr<std::vector<v1::Match>> Explained(const records::Repository<Message>& repository, store::ReadTx& tx,
                                                 const std::vector<Candidate>& candidates,
                                                 absl::FunctionRef<Pair(const Message&)> pair_with) {
  std::vector<v1::Match> matches;
  for (const Candidate& candidate : candidates) {
    if (!rules::IsLikelyEnough(candidate.probability) || matches.size() == rules::kMostMatches) break;
    LD_ASSIGN_OR_RETURN(const auto listed,
                        repository.Load(tx, {}, values::NameOf(repository.collection(), candidate.id)));
    const Pair pair = pair_with(listed.message);
    if (!rules::MayBeOnePerson(*pair.missing, *pair.victim)) continue;
    matches.push_back(rules::Explain(*pair.missing, *pair.victim, candidate.score, candidate.probability));
  }
  return matches;
}

}  // namespace

absl::StatusOr<std::vector<v1::Match>> MatchesOf(const CasefileStore& store, store::ReadTx& tx,
                                                 const v1::VictimFile& victim) {
  LD_ASSIGN_OR_RETURN(const auto candidates, Compare(store, tx, Role::kMissing, SubjectOf(victim)));
  return Explained<v1::Case>(store.cases, tx, candidates, [&](const v1::Case& missing) {
    return Pair{&missing, &victim};
  });
}

absl::StatusOr<std::vector<v1::Match>> MatchesOf(const CasefileStore& store, store::ReadTx& tx,
                                                 const v1::Case& missing) {
  LD_ASSIGN_OR_RETURN(const auto candidates, Compare(store, tx, Role::kVictim, SubjectOf(missing)));
  return Explained<v1::VictimFile>(store.victim_files, tx, candidates, [&](const v1::VictimFile& victim) {
    return Pair{&missing, &victim};
  });
}

}  // namespace liandong::casefile
