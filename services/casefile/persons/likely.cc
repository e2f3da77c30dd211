#include "services/casefile/persons/likely.h"

#include <algorithm>
#include <utility>

#include "shared/matching/pair_scorer.h"
#include "shared/matching/person_model.h"

namespace liandong::casefile {
namespace {

// The list of a district is part of the list of the country. That it is short does not make anyone more likely to be on
// it.
constexpr int64_t kLeastListed = 100'000;
// A person is referred if the probability of being any of the listed persons is at least this. Four in five such holds
// are wrong, but a wrong "clear" weighs more.
constexpr double kMayBe = 0.2;
// Log odds, including the prior, below which a person is not compared further. Hundreds of such persons together add
// less than a ten-thousandth to the probability.
constexpr double kNegligible = -16;
// The smallest share of the highest probability that a likely person has.
constexpr double kLikelyShare = 0.1;

struct Listed {
  std::string id;
  matching::Subject subject;
};

absl::StatusOr<std::vector<Listed>> LoadListed(const CasefileStore& store, store::ReadTx& tx, Role role,
                                               const std::vector<std::string>& ids) {
  std::vector<Listed> listed;
  if (role == Role::kMissing) {
    LD_ASSIGN_OR_RETURN(const auto cases, store.cases.LoadMany(tx, ids));
    for (const auto& file : cases) listed.push_back({file.columns.id, SubjectOf(file.message)});
    return listed;
  }
  LD_ASSIGN_OR_RETURN(const auto files, store.victim_files.LoadMany(tx, ids));
  for (const auto& file : files) {
    for (const matching::Subject& subject : SubjectsOf(file.message, role)) {
      listed.push_back({file.columns.id, subject});
    }
  }
  return listed;
}

absl::StatusOr<double> PriorOf(const CasefileStore& store, store::ReadTx& tx, Role role) {
  LD_ASSIGN_OR_RETURN(const int64_t listed, store.persons.Count(tx, role));
  return matching::Persons().PriorAmong(static_cast<double>(std::max(listed, kLeastListed)));
}

}  // namespace

absl::StatusOr<std::vector<ComparedPerson>> Compare(const CasefileStore& store, store::ReadTx& tx, Role role,
                                                    const matching::Subject& subject) {
  LD_ASSIGN_OR_RETURN(const std::vector<std::string> ids, store.persons.Search(tx, role, subject));
  LD_ASSIGN_OR_RETURN(const std::vector<Listed> similar, LoadListed(store, tx, role, ids));
  LD_ASSIGN_OR_RETURN(const double prior, PriorOf(store, tx, role));
  const matching::Record asked = matching::SubjectRecord(subject);
  std::vector<ComparedPerson> all;
  std::vector<double> log_odds;
  for (const Listed& one : similar) {
    const matching::Record listed = matching::SubjectRecord(one.subject);
    all.push_back({one.id, matching::ScorePair(matching::Persons().model, listed, asked), 0});
    log_odds.push_back(prior + all.back().score.log_odds);
  }
  const std::vector<double> probabilities = matching::OneOrNone(log_odds);
  for (size_t i = 0; i < all.size(); ++i) all[i].probability = probabilities[i];
  std::sort(all.begin(), all.end(), [](const ComparedPerson& a, const ComparedPerson& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.id < b.id;
  });
  return all;
}

absl::StatusOr<std::vector<std::string>> Likely(const CasefileStore& store, store::ReadTx& tx, Role role,
                                                const matching::Subject& subject, absl::Time now) {
  static const auto* const kScorer = new matching::PairScorer(&matching::Persons().model);
  LD_ASSIGN_OR_RETURN(const std::vector<std::string> ids, store.persons.Search(tx, role, subject));
  LD_ASSIGN_OR_RETURN(const auto records, store.listed.Load(tx, role, ids, now));
  LD_ASSIGN_OR_RETURN(const double prior, PriorOf(store, tx, role));
  const matching::Record asked = matching::SubjectRecord(subject);
  std::vector<const std::string*> of;
  std::vector<double> log_odds;
  for (const ListedPersons::OfRecord& record : records) {
    for (const matching::Record& listed : *record.persons) {
      of.push_back(&record.id);
      // A person below the limit counts as if exactly at it. This can only lead to a hit, never prevent one.
      log_odds.push_back(prior + kScorer->LogOdds(listed, asked, kNegligible - prior).value_or(kNegligible - prior));
    }
  }
  const std::vector<double> probabilities = matching::OneOrNone(log_odds);
  double any = 0;
  std::vector<std::pair<double, std::string>> ranked;
  for (size_t i = 0; i < of.size(); ++i) {
    any += probabilities[i];
    ranked.emplace_back(-probabilities[i], *of[i]);
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::string> likely;
  if (any < kMayBe) return likely;
  // A person may be listed more than once. Then the entries share the probability.
  for (const auto& [less, id] : ranked) {
    if (-less >= -ranked.front().first * kLikelyShare) likely.push_back(id);
  }
  return likely;
}

}  // namespace liandong::casefile
