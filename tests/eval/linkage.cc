#include "tests/eval/linkage.h"

#include "shared/matching/blocking.h"
#include "shared/matching/resolve.h"

namespace liandong::eval {

std::optional<matching::Kind> KindOf(const std::string& word) {
  static constexpr std::pair<const char*, matching::Kind> kKinds[] = {
      {"name", matching::Kind::kName},   {"date", matching::Kind::kDate}, {"number", matching::Kind::kNumber},
      {"place", matching::Kind::kPlace}, {"text", matching::Kind::kText}, {"category", matching::Kind::kCategory}};
  for (const auto& [name, kind] : kKinds) {
    if (word == name) return kind;
  }
  return std::nullopt;
}

LinkageResult Link(const LinkageSet& set, uint64_t seed) {
  const matching::Blocks blocks = matching::BlockPairs(set.fields, set.records, {});
  const matching::Model model = matching::Learn(set.fields, set.records, blocks.pairs, {.seed = seed});
  const matching::Resolution resolution = matching::Resolve(model, set.records, blocks.pairs);
  LinkageResult result;
  std::vector<Judged> judged;
  double blocked = 0;
  double right = 0;
  double given = 0;
  for (size_t i = 0; i < blocks.pairs.size(); ++i) {
    const auto& [a, b] = blocks.pairs[i];
    const bool same = !set.truth[a].empty() && set.truth[a] == set.truth[b];
    const bool linked = resolution.log_odds[i] >= 0;
    judged.push_back({matching::Probability(resolution.log_odds[i]), same});
    blocked += same ? 1 : 0;
    given += linked ? 1 : 0;
    right += same && linked ? 1 : 0;
    if (same != linked)
      result.misses.push_back({blocks.pairs[i], linked, matching::ScorePair(model, set.records[a], set.records[b])});
  }
  const double all = TruePairs(set.truth);
  result.links = QualityOf(right, given, all);
  result.clusters = ClusterQuality(resolution.clusters, set.truth);
  result.block_recall = all > 0 ? blocked / all : 0;
  result.bins = Calibration(judged);
  result.thresholds = ByThreshold(judged, all);
  return result;
}

}  // namespace liandong::eval
