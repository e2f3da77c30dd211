#include "shared/matching/learn.h"

#include <algorithm>
#include <cmath>
#include <random>

#include "shared/matching/census.h"

namespace liandong::matching {
namespace {

constexpr double kSettled = 1e-5;
// The start of the estimation: nine of ten fields of one person agree.
constexpr double kFirstAgreement = 0.9;
// Acts like this many observed pairs at each level.
constexpr double kPriorPairs = 0.5;
constexpr double kProbable = 0.5;

struct Seen {
  std::vector<Level> levels;
  std::vector<double> log_other;  // by field: logarithm of u, or of the value's frequency if it is known
};

double Sum(const Shares& shares) {
  double sum = 0;
  for (const double share : shares) sum += share;
  return sum;
}

void Normalize(Shares& shares, double smoothing) {
  for (size_t i = 1; i < shares.size(); ++i) shares[i] += smoothing;
  shares[0] = 0;
  const double sum = Sum(shares);
  for (double& share : shares) share /= sum;
}

class Learner {
 public:
  Learner(const std::vector<Field>& fields, const std::vector<Record>& records, const std::vector<Pair>& candidates,
          const Learning& learning)
      : records_(records), candidates_(candidates), learning_(learning), random_(learning.seed) {
    model_.fields = fields;
    model_.weights.resize(fields.size());
  }

  Model Run() {
    WeighWords();
    FirstGuess();
    same_.assign(records_.size(), 0);
    for (uint32_t i = 0; i < same_.size(); ++i) same_[i] = i;
    for (int pass = 0; pass < learning_.passes; ++pass) {
      CountValues();
      DrawOthers();
      Look();
      for (int round = 0; round < learning_.rounds && Round() > kSettled; ++round) {
      }
      JoinProbable();
    }
    return std::move(model_);
  }

 private:
  double AllPairs() const {
    if (learning_.pairs > 0) return learning_.pairs;
    const auto n = static_cast<double>(records_.size());
    return n * (n - 1) / 2;
  }

  void WeighWords() {
    for (size_t f = 0; f < model_.fields.size(); ++f) {
      if (model_.fields[f].kind != Kind::kText) continue;
      WordWeights& words = model_.weights[f].words;
      for (const Record& record : records_) {
        for (const std::string& word : record[f].words) words[word] += 1;
      }
      for (auto& [word, weight] : words) weight = std::log(1 + static_cast<double>(records_.size()) / weight);
    }
  }

  void FirstGuess() {
    for (FieldWeights& weights : model_.weights) {
      weights.matched.fill((1 - kFirstAgreement) / (kLevels - 2));
      weights.matched[static_cast<size_t>(Level::kExact)] = kFirstAgreement;
      weights.matched[0] = 0;
    }
    // Acts as if every second record had another one of the same person.
    model_.prior = std::log(0.5 * static_cast<double>(records_.size()) / AllPairs());
  }

  // Counts each person once, as far as the persons are known.
  void CountValues() {
    for (size_t f = 0; f < model_.fields.size(); ++f) {
      Census census;
      for (uint32_t i = 0; i < records_.size(); ++i) {
        if (records_[i][f].known()) census.Count(records_[i][f], same_[i], same_[i] == i);
      }
      census.Share(model_.weights[f]);
    }
  }

  void DrawOthers() {
    std::vector<Shares> drawn(model_.fields.size());
    const uint64_t count = records_.size();
    for (int i = 0; i < learning_.drawn_pairs && count > 1; ++i) {
      const auto a = static_cast<uint32_t>(random_() % count);
      const auto b = static_cast<uint32_t>(random_() % count);
      if (a == b || same_[a] == same_[b]) continue;
      const std::vector<Level> levels = CompareRecords(model_, records_[a], records_[b]);
      for (size_t f = 0; f < levels.size(); ++f) drawn[f][static_cast<size_t>(levels[f])] += 1;
    }
    for (size_t f = 0; f < drawn.size(); ++f) {
      Normalize(drawn[f], kPriorPairs);
      model_.weights[f].other = drawn[f];
    }
  }

  void Look() {
    seen_.clear();
    seen_.reserve(candidates_.size());
    for (const auto& [a, b] : candidates_) {
      Seen seen{CompareRecords(model_, records_[a], records_[b]), {}};
      for (size_t f = 0; f < seen.levels.size(); ++f) {
        const auto level = static_cast<size_t>(seen.levels[f]);
        const double part = PartOf(model_.weights[f], seen.levels[f], records_[a][f], records_[b][f]);
        seen.log_other.push_back(level == 0 ? 0 : std::log(model_.weights[f].matched[level]) - part);
      }
      seen_.push_back(std::move(seen));
    }
    probable_.assign(candidates_.size(), 0);
  }

  // Returns how much the shares changed.
  double Round() {
    std::vector<Shares> matched(model_.fields.size());
    std::vector<Shares> logs(model_.fields.size());
    for (size_t f = 0; f < logs.size(); ++f) {
      for (size_t level = 1; level < kLevels; ++level) logs[f][level] = std::log(model_.weights[f].matched[level]);
    }
    double pairs = 0;
    for (size_t i = 0; i < seen_.size(); ++i) {
      double log_odds = model_.prior;
      for (size_t f = 0; f < matched.size(); ++f) {
        const auto level = static_cast<size_t>(seen_[i].levels[f]);
        if (level != 0) log_odds += logs[f][level] - seen_[i].log_other[f];
      }
      probable_[i] = Probability(log_odds);
      pairs += probable_[i];
      for (size_t f = 0; f < matched.size(); ++f) matched[f][static_cast<size_t>(seen_[i].levels[f])] += probable_[i];
    }
    double moved = 0;
    for (size_t f = 0; f < matched.size(); ++f) {
      Normalize(matched[f], kPriorPairs);
      for (size_t level = 1; level < kLevels; ++level)
        moved = std::max(moved, std::abs(matched[f][level] - model_.weights[f].matched[level]));
      model_.weights[f].matched = matched[f];
    }
    model_.prior = std::log((pairs + kPriorPairs) / AllPairs());
    return moved;
  }

  uint32_t Find(uint32_t i) const {
    while (same_[i] != i) i = same_[i];
    return i;
  }

  void JoinProbable() {
    for (size_t i = 0; i < candidates_.size(); ++i) {
      if (probable_[i] < kProbable) continue;
      const uint32_t a = Find(candidates_[i].first);
      const uint32_t b = Find(candidates_[i].second);
      same_[std::max(a, b)] = std::min(a, b);
    }
    for (uint32_t i = 0; i < same_.size(); ++i) same_[i] = Find(i);
  }

  const std::vector<Record>& records_;
  const std::vector<Pair>& candidates_;
  const Learning& learning_;
  std::mt19937_64 random_;
  Model model_;
  std::vector<Seen> seen_;
  std::vector<double> probable_;
  std::vector<uint32_t> same_;  // the first record of the person, as far as known
};

}  // namespace

Model Learn(const std::vector<Field>& fields, const std::vector<Record>& records, const std::vector<Pair>& candidates,
            const Learning& learning) {
  return Learner(fields, records, candidates, learning).Run();
}

}  // namespace liandong::matching
