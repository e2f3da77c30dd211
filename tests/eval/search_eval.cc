#include "tests/eval/search_eval.h"

#include <algorithm>
#include <cmath>

#include "absl/hash/hash.h"
#include "shared/matching/learn.h"
#include "shared/matching/search_keys.h"
#include "shared/matching/tally.h"

namespace liandong::eval {
namespace {

// The share of the persons asked about who are listed.
constexpr double kListed = 0.6;
// Frequent values, from one in ten thousand, which are stored in the model.
constexpr double kCommon = 1e-4;

class Index {
 public:
  explicit Index(const std::vector<matching::Subject>& listed) {
    for (size_t i = 0; i < listed.size(); ++i) {
      for (const std::string& key : matching::SearchKeys(listed[i]))
        blocks_[absl::HashOf(key)].push_back(static_cast<int64_t>(i));
    }
  }

  struct Met {
    std::vector<int64_t> best;
    bool target = false;
  };
  // `target` is whether it was found at all.
  Met LookUp(const matching::Subject& subject, int64_t target) const {
    matching::Tally tally;
    Met met;
    for (const std::string& key : matching::LookupKeys(subject)) {
      const auto found = blocks_.find(absl::HashOf(key));
      if (found == blocks_.end()) continue;
      const std::vector<int64_t>& block = found->second;
      tally.Add(block);
      met.target =
          met.target || (block.size() <= matching::kLargestBlock && std::count(block.begin(), block.end(), target) > 0);
    }
    met.best = tally.Best();
    return met;
  }

 private:
  absl::flat_hash_map<size_t, std::vector<int64_t>> blocks_;
};

bool IsPart(const std::string& key) { return !key.empty() && (key[0] == '^' || key[0] == '\'' || key[0] == '_'); }

// Rarer values share a single number: how frequent such a value is when it occurs.
void KeepCommon(matching::FieldWeights& weights, double records) {
  absl::flat_hash_map<std::string, double> kept;
  double sum = 0;
  double squares = 0;
  double least = 1;
  const bool parts = std::any_of(weights.frequency.begin(), weights.frequency.end(),
                                 [](const auto& one) { return IsPart(one.first); });
  for (const auto& [key, share] : weights.frequency) {
    if (share > kCommon) {
      kept[key] = share;
    } else if (IsPart(key) == parts) {
      sum += share;
      squares += share * share;
      least = std::min(least, share);
    }
  }
  // Without the key by which it was found.
  if (sum > 0) weights.rarest = std::max(least, squares / sum - 1 / records);
  weights.frequency = std::move(kept);
}

}  // namespace

Crowd MakeCrowd(const Stock& stock, uint64_t seed, size_t listed, size_t asked) {
  People people(&stock, seed);
  Crowd crowd;
  for (size_t i = 0; i < listed; ++i) crowd.listed.push_back(people.Missing());
  std::mt19937_64 random(seed + 1);
  for (size_t i = 0; i < asked; ++i) {
    const bool known = static_cast<double>(random() % 1000) < kListed * 1000;
    const auto target = static_cast<int64_t>(random() % listed);
    crowd.asked.push_back(people.Found(known ? crowd.listed[static_cast<size_t>(target)] : people.Missing()));
    crowd.truth.push_back(known ? target : -1);
  }
  return crowd;
}

matching::PersonModel LearnPersons(const Crowd& crowd, uint64_t seed) {
  const Index index(crowd.listed);
  std::vector<matching::Record> records;
  for (const matching::Subject& subject : crowd.listed) records.push_back(matching::SubjectRecord(subject));
  std::vector<matching::Pair> candidates;
  for (const matching::Subject& subject : crowd.asked) {
    const auto place = static_cast<uint32_t>(records.size());
    records.push_back(matching::SubjectRecord(subject));
    for (const int64_t met : index.LookUp(subject, -1).best) candidates.emplace_back(static_cast<uint32_t>(met), place);
  }
  const double pairs = static_cast<double>(crowd.listed.size()) * static_cast<double>(crowd.asked.size());
  matching::PersonModel persons;
  persons.model = matching::Learn(matching::SubjectFields(), records, candidates, {.seed = seed, .pairs = pairs});
  persons.listed_share = std::exp(persons.model.prior) * static_cast<double>(crowd.listed.size());
  persons.model.prior = 0;
  for (matching::FieldWeights& weights : persons.model.weights)
    KeepCommon(weights, static_cast<double>(records.size()));
  return persons;
}

SearchResult Search(const matching::PersonModel& persons, const Crowd& crowd,
                    absl::FunctionRef<void(size_t)> progress) {
  const Index index(crowd.listed);
  const double prior = persons.PriorAmong(static_cast<double>(crowd.listed.size()));
  SearchResult result;
  std::vector<Judged> judged;
  double known = 0;
  for (size_t i = 0; i < crowd.asked.size(); ++i) {
    progress(i);
    const int64_t target = crowd.truth[i];
    const Index::Met met = index.LookUp(crowd.asked[i], target);
    const matching::Record asked = matching::SubjectRecord(crowd.asked[i]);
    std::vector<std::pair<double, int64_t>> ranked;
    for (const int64_t one : met.best) {
      const matching::Record listed = matching::SubjectRecord(crowd.listed[static_cast<size_t>(one)]);
      ranked.emplace_back(-prior - matching::ScorePair(persons.model, listed, asked).log_odds, one);
    }
    std::sort(ranked.begin(), ranked.end());
    std::vector<double> log_odds;
    for (const auto& [negative, one] : ranked) log_odds.push_back(-negative);
    const std::vector<double> probabilities = matching::OneOrNone(log_odds);
    for (size_t k = 0; k < ranked.size(); ++k) judged.push_back({probabilities[k], ranked[k].second == target});
    if (target < 0) continue;
    const auto place =
        std::find_if(ranked.begin(), ranked.end(), [&](const auto& one) { return one.second == target; });
    ++known;
    result.block_recall += met.target ? 1 : 0;
    result.compared_recall += place != ranked.end() ? 1 : 0;
    result.recall_at_1 += place != ranked.end() && place == ranked.begin() ? 1 : 0;
    result.recall_at_10 += place != ranked.end() && place - ranked.begin() < 10 ? 1 : 0;
    result.most_compared = std::max(result.most_compared, static_cast<double>(ranked.size()));
  }
  for (double* share : {&result.block_recall, &result.compared_recall, &result.recall_at_1, &result.recall_at_10})
    *share /= std::max(known, 1.0);
  result.at_half = QualityFrom(0.5, judged, known);
  result.bins = Calibration(judged);
  result.thresholds = ByThreshold(judged, known);
  return result;
}

}  // namespace liandong::eval
