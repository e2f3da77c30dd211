#include "shared/matching/census.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace liandong::matching {
namespace {

constexpr double kPriorPairs = 0.5;
constexpr double kPriorValues = 2;
// The frequency of a name that was seldom seen is that of its parts together.
constexpr double kOften = 3;

// Good-Turing estimate: a value seen once is rarer than it appears, and the more so the fewer values were seen twice.
// Numbers that nobody shares come out as nearly unique; rare names do not.
struct Discount {
  double once = 1;
  double twice = 2;

  double Of(double count) const { return count < 1.5 ? once : count < 2.5 ? twice : count; }
};

Discount DiscountOf(const absl::flat_hash_map<std::string, double>& counts) {
  std::array<double, 4> seen{};
  for (const auto& [key, count] : counts) {
    if (count < 3.5) seen[static_cast<size_t>(std::lround(count))] += 1;
  }
  Discount discount;
  discount.once = std::min(1.0, 2 * (seen[2] + kPriorPairs) / (seen[1] + kPriorPairs));
  // If all values are equally rare, those seen twice are as rare as those seen once.
  discount.twice = std::min(2.0, (3 * seen[3] + kPriorValues * discount.once) / (seen[2] + kPriorValues));
  return discount;
}

}  // namespace

void Census::Count(const Value& value, uint32_t person, bool first) {
  if (first) persons_ += 1;
  for (const Level level : {Level::kExact, Level::kSound}) {
    const std::string key = FrequencyKey(level, value);
    if (key.empty() || !seen_.emplace(key, person).second) continue;
    values_[key] += 1;
    for (const std::string& part : FrequencyParts(level, value)) {
      parts_[part] += 1;
      if (level == Level::kExact) all_parts_[part[0]] += 1;
    }
  }
}

void Census::Share(FieldWeights& weights) const {
  const double persons = std::max(persons_, 1.0);
  const Discount discount = DiscountOf(values_);
  weights.frequency.clear();
  weights.rarest = discount.once / persons;
  for (const auto& [key, count] : values_) {
    if (parts_.empty() || count >= kOften) weights.frequency[key] = discount.Of(count) / persons;
  }
  const Discount of_parts = DiscountOf(parts_);
  for (const auto& [key, count] : parts_) {
    const auto all = all_parts_.find(key[0]);
    weights.frequency[key] = of_parts.Of(count) / (all == all_parts_.end() ? persons : all->second);
  }
}

}  // namespace liandong::matching
