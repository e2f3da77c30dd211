#include "services/casefile/persons/likely.h"

#include <algorithm>

#include "shared/matching/person_model.h"

namespace liandong::casefile {
namespace {

// The list of a district is part of the list of the country. That it is short does not make anyone more likely to be on
// it.
constexpr int64_t kLeastListed = 100'000;
// A person is referred if the probability of being any of the listed persons is at least this. Four in five such holds
// are wrong, but a wrong "clear" weighs more.
constexpr double kMayBe = 0.2;
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

}  // namespace

absl::StatusOr<std::vector<ComparedPerson>> Compare(const CasefileStore& store, store::ReadTx& tx, Role role,
                                                    const matching::Subject& subject) {
  LD_ASSIGN_OR_RETURN(const std::vector<std::string> ids, store.persons.Search(tx, role, subject));
  LD_ASSIGN_OR_RETURN(const std::vector<Listed> similar, LoadListed(store, tx, role, ids));
  LD_ASSIGN_OR_RETURN(const int64_t listed, store.persons.Count(tx, role));
  const matching::PersonModel& persons = matching::Persons();
  const double prior = persons.PriorAmong(static_cast<double>(std::max(listed, kLeastListed)));
  const matching::Record asked = matching::SubjectRecord(subject);
  std::vector<ComparedPerson> all;
  std::vector<double> log_odds;
  for (const Listed& one : similar) {
    all.push_back({one.id, matching::ScorePair(persons.model, matching::SubjectRecord(one.subject), asked), 0});
    log_odds.push_back(prior + all.back().score.log_odds);
  }
  const std::vector<double> probabilities = matching::OneOrNone(log_odds);
  for (size_t i = 0; i < all.size(); ++i) all[i].probability = probabilities[i];
  std::sort(all.begin(), all.end(), [](const ComparedPerson& a, const ComparedPerson& b) {
    return a.probability != b.probability ? a.probability > b.probability : a.id < b.id;
  });
  return all;
}

absl::StatusOr<std::vector<ComparedPerson>> Likely(const CasefileStore& store, store::ReadTx& tx, Role role,
                                                   const matching::Subject& subject) {
  LD_ASSIGN_OR_RETURN(std::vector<ComparedPerson> all, Compare(store, tx, role, subject));
  double any = 0;
  for (const ComparedPerson& one : all) any += one.probability;
  if (any < kMayBe) return std::vector<ComparedPerson>{};
  // A person may be listed more than once. Then the entries share the probability.
  const double least = all[0].probability * kLikelyShare;
  all.erase(std::find_if(all.begin(), all.end(), [&](const ComparedPerson& one) { return one.probability < least; }),
            all.end());
  return all;
}

}  // namespace liandong::casefile
