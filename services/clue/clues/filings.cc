#include "services/clue/clues/filings.h"

#include <utility>

namespace liandong::clue {
namespace {

// More than calls can be in progress.
constexpr size_t kMost = 256;
// Long enough for a report to be filed. Later reports find it in the store.
constexpr absl::Duration kKept = absl::Seconds(30);

}  // namespace

Filings::Filing::Filing(std::shared_ptr<const rules::ComparableClue> comparable, std::string division,
                        absl::Time arrival)
    : comparable_(std::move(comparable)), division_(std::move(division)), arrival_(arrival) {}

Filings::Filing::~Filing() = default;

std::shared_ptr<Filings::Filing> Filings::Begin(std::shared_ptr<const rules::ComparableClue> comparable,
                                                std::string division, absl::Time now) {
  auto own = std::make_shared<Filing>(std::move(comparable), std::move(division), now);
  // Of two reports, the one that is added later sees the other.
  for (const std::shared_ptr<Filing>& other : LatestBut(own)) {
    const auto probability = rules::ProbabilityOfLikelyRepeat(*other->comparable_, *own->comparable_);
    if (!probability.has_value()) continue;
    const absl::MutexLock lock(&mutex_);
    own->matches_.push_back({*probability, other});
    other->matches_.push_back({*probability, own});
  }
  return own;
}

std::vector<std::shared_ptr<Filings::Filing>> Filings::LatestBut(const std::shared_ptr<Filing>& added) {
  std::vector<std::shared_ptr<Filing>> others;
  const absl::MutexLock lock(&mutex_);
  while (!latest_.empty() && (latest_.size() >= kMost || latest_.front()->arrival_ + kKept < added->arrival_)) {
    latest_.pop_front();
  }
  for (auto one = latest_.rbegin(); one != latest_.rend() && others.size() < rules::kRepeatsCompared; ++one) {
    if ((*one)->division_ == added->division_) others.push_back(*one);
  }
  latest_.push_back(added);
  return others;
}

void Filings::SetId(Filing& filing, const std::string& id) const {
  const absl::MutexLock lock(&mutex_);
  filing.id_ = id;
}

std::vector<Filings::Match> Filings::MatchesOf(const Filing& filing) const {
  std::vector<Match> matches;
  const absl::MutexLock lock(&mutex_);
  for (const Other& other : filing.matches_) {
    const auto one = other.filing.lock();
    if (one != nullptr && !one->id_.empty()) matches.push_back({other.probability, one->id_});
  }
  return matches;
}

}  // namespace liandong::clue
