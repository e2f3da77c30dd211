#include "services/casefile/matches/matcher.h"

#include "absl/functional/function_ref.h"
#include "services/casefile/matches/match_rules.h"
#include "services/casefile/persons/likely.h"

namespace liandong::casefile {
namespace {

struct Pair {
  const v1::Case* missing;
  const v1::VictimFile* victim;
};

// The compared persons, whose records belong to the repository, that may be the given person.
template <typename Message>
absl::StatusOr<std::vector<v1::Match>> Explained(const records::Repository<Message>& repository, store::ReadTx& tx,
                                                 const std::vector<ComparedPerson>& compared,
                                                 absl::FunctionRef<Pair(const Message&)> pair_with) {
  std::vector<v1::Match> matches;
  for (const ComparedPerson& person : compared) {
    if (!rules::IsLikelyEnough(person.probability) || matches.size() == rules::kMostMatches) break;
    LD_ASSIGN_OR_RETURN(const auto listed, repository.Load(tx, {}, values::NameOf(repository.collection(), person.id)));
    const Pair pair = pair_with(listed.message);
    if (!rules::MayBeOnePerson(*pair.missing, *pair.victim)) continue;
    matches.push_back(rules::Explain(*pair.missing, *pair.victim, person.score, person.probability));
  }
  return matches;
}

}  // namespace

absl::StatusOr<std::vector<v1::Match>> MatchesOf(const CasefileStore& store, store::ReadTx& tx,
                                                 const v1::VictimFile& victim) {
  LD_ASSIGN_OR_RETURN(const auto compared, Compare(store, tx, Role::kMissing, SubjectOf(victim)));
  return Explained<v1::Case>(store.cases, tx, compared, [&](const v1::Case& missing) {
    return Pair{&missing, &victim};
  });
}

absl::StatusOr<std::vector<v1::Match>> MatchesOf(const CasefileStore& store, store::ReadTx& tx,
                                                 const v1::Case& missing) {
  LD_ASSIGN_OR_RETURN(const auto compared, Compare(store, tx, Role::kVictim, SubjectOf(missing)));
  return Explained<v1::VictimFile>(store.victim_files, tx, compared, [&](const v1::VictimFile& victim) {
    return Pair{&missing, &victim};
  });
}

}  // namespace liandong::casefile
