#include "shared/matching/resolve.h"

#include <algorithm>
#include <cmath>

#include "absl/container/flat_hash_map.h"

namespace liandong::matching {
namespace {

constexpr int kRounds = 100;
// Acts like this many observed pairs of lonely records, with the odds of all.
constexpr double kPriorPairs = 0.5;

std::vector<Link> LinksOf(const std::vector<Pair>& candidates, const std::vector<double>& log_odds) {
  std::vector<Link> links;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (log_odds[i] > 0) links.push_back({candidates[i], log_odds[i]});
  }
  return links;
}

std::vector<bool> Lonely(const std::vector<uint32_t>& clusters) {
  std::vector<uint32_t> sizes(clusters.size());
  for (const uint32_t cluster : clusters) ++sizes[cluster];
  std::vector<bool> lonely(clusters.size());
  for (size_t i = 0; i < clusters.size(); ++i) lonely[i] = sizes[clusters[i]] == 1;
  return lonely;
}

// The logarithm of the odds among lonely records, from the evidence of their pairs without a prior.
double PriorAmong(const std::vector<double>& evidence, double count, double prior) {
  const double pairs = count * (count - 1) / 2;
  double share = Probability(prior);
  double now = std::max(share, 0.5 / std::max(pairs, 1.0));
  for (int round = 0; round < kRounds; ++round) {
    double same = 0;
    for (const double one : evidence) same += Probability(one + std::log(now / (1 - now)));
    now = std::min(0.99, (same + kPriorPairs * share) / (pairs + kPriorPairs));
    if (now <= 0) return prior;
  }
  return std::log(now / (1 - now));
}

// Replaces the general prior of the pairs of lonely records by their own.
void JudgeLonely(const Model& model, const std::vector<Pair>& candidates, const std::vector<bool>& lonely,
                 std::vector<double>& log_odds) {
  std::vector<double> evidence;
  std::vector<size_t> places;
  for (size_t i = 0; i < candidates.size(); ++i) {
    if (!lonely[candidates[i].first] || !lonely[candidates[i].second]) continue;
    evidence.push_back(log_odds[i] - model.prior);
    places.push_back(i);
  }
  const auto count = static_cast<double>(std::count(lonely.begin(), lonely.end(), true));
  if (count < 2) return;
  const double prior = PriorAmong(evidence, count, model.prior);
  for (size_t k = 0; k < places.size(); ++k) log_odds[places[k]] = evidence[k] + prior;
}

// For each record of a cluster, the strongest path from `from`. The strength of a path is that of its weakest link.
absl::flat_hash_map<uint32_t, double> WidestWays(
    uint32_t from, const absl::flat_hash_map<uint32_t, std::vector<std::pair<uint32_t, double>>>& links) {
  absl::flat_hash_map<uint32_t, double> width;
  std::vector<std::pair<double, uint32_t>> open = {{INFINITY, from}};
  while (!open.empty()) {
    std::pop_heap(open.begin(), open.end());
    const auto [wide, at] = open.back();
    open.pop_back();
    if (!width.try_emplace(at, wide).second) continue;
    const auto next = links.find(at);
    if (next == links.end()) continue;
    for (const auto& [to, log_odds] : next->second) {
      open.emplace_back(std::min(wide, log_odds), to);
      std::push_heap(open.begin(), open.end());
    }
  }
  return width;
}

void FollowLinks(const std::vector<Pair>& candidates, const std::vector<uint32_t>& clusters,
                 std::vector<double>& log_odds) {
  absl::flat_hash_map<uint32_t, std::vector<std::pair<uint32_t, double>>> links;
  std::vector<size_t> weak;
  for (size_t i = 0; i < candidates.size(); ++i) {
    const auto [a, b] = candidates[i];
    if (clusters[a] != clusters[b]) {
      log_odds[i] = std::min(log_odds[i], -log_odds[i]);
    } else if (log_odds[i] > 0) {
      links[a].emplace_back(b, log_odds[i]);
      links[b].emplace_back(a, log_odds[i]);
    } else {
      weak.push_back(i);
    }
  }
  for (const size_t i : weak) {
    const auto ways = WidestWays(candidates[i].first, links);
    const auto found = ways.find(candidates[i].second);
    if (found != ways.end()) log_odds[i] = std::max(log_odds[i], found->second);
  }
}

}  // namespace

Resolution Resolve(const Model& model, const std::vector<Record>& records, const std::vector<Pair>& candidates) {
  Resolution resolution;
  resolution.log_odds.reserve(candidates.size());
  for (const auto& [a, b] : candidates)
    resolution.log_odds.push_back(ScorePair(model, records[a], records[b]).log_odds);
  const auto first = Cluster(model, records, LinksOf(candidates, resolution.log_odds));
  JudgeLonely(model, candidates, Lonely(first), resolution.log_odds);
  resolution.clusters = Cluster(model, records, LinksOf(candidates, resolution.log_odds));
  FollowLinks(candidates, resolution.clusters, resolution.log_odds);
  return resolution;
}

}  // namespace liandong::matching
