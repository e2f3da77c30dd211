#include "services/casefile/likely.h"

#include <algorithm>

#include "services/casefile/subjects.h"
#include "shared/matching/person_model.h"

namespace liandong::casefile {
namespace {

// A district's list is a part of the country's: that it is short makes nobody likelier to be on it.
constexpr int64_t kLeastListed = 100'000;
// Of the likeliest.
constexpr double kWorthALook = 0.1;

absl::StatusOr<std::vector<matching::Subject>> SubjectsIn(const CasefileStore& store, store::ReadTx& tx, Role role,
                                                          const std::string& id) {
  if (role == Role::kMissing) {
    LD_ASSIGN_OR_RETURN(const auto file, store.cases.Load(tx, {}, base::NameOf(store.cases.collection(), id)));
    return std::vector<matching::Subject>{SubjectOf(file.message)};
  }
  LD_ASSIGN_OR_RETURN(const auto file,
                      store.victim_files.Load(tx, {}, base::NameOf(store.victim_files.collection(), id)));
  if (role == Role::kBuyer) return BuyersOf(file.message);
  return std::vector<matching::Subject>{SubjectOf(file.message)};
}

}  // namespace

absl::StatusOr<std::vector<Candidate>> Compare(const CasefileStore& store, store::ReadTx& tx, Role role,
                                               const matching::Subject& subject) {
  LD_ASSIGN_OR_RETURN(const std::vector<std::string> ids, store.Search(tx, role, subject));
  LD_ASSIGN_OR_RETURN(const int64_t listed, store.Listed(tx, role));
  const matching::PersonModel& persons = matching::Persons();
  const double prior = persons.PriorAmong(static_cast<double>(std::max(listed, kLeastListed)));
  const matching::Record asked = matching::SubjectRecord(subject);
  std::vector<Candidate> all;
  std::vector<double> log_odds;
  for (const std::string& id : ids) {
    LD_ASSIGN_OR_RETURN(const auto subjects, SubjectsIn(store, tx, role, id));
    for (const matching::Subject& one : subjects) {
      all.push_back({id, 0});
      log_odds.push_back(prior + matching::ScorePair(persons.model, matching::SubjectRecord(one), asked).log_odds);
    }
  }
  const std::vector<double> probabilities = matching::OneOrNone(log_odds);
  for (size_t i = 0; i < all.size(); ++i) all[i].probability = probabilities[i];
  std::stable_sort(all.begin(), all.end(),
                   [](const Candidate& a, const Candidate& b) { return a.probability > b.probability; });
  return all;
}

absl::StatusOr<std::vector<Candidate>> Likely(const CasefileStore& store, store::ReadTx& tx, Role role,
                                              const matching::Subject& subject) {
  LD_ASSIGN_OR_RETURN(std::vector<Candidate> all, Compare(store, tx, role, subject));
  double any = 0;
  for (const Candidate& one : all) any += one.probability;
  if (any < kMayBe) return std::vector<Candidate>{};
  // One person may be listed more than once, and then each has a part of what they have together.
  const double least = all[0].probability * kWorthALook;
  all.erase(std::find_if(all.begin(), all.end(), [&](const Candidate& one) { return one.probability < least; }),
            all.end());
  return all;
}

}  // namespace liandong::casefile
