#include "shared/matching/clusters.h"

#include <algorithm>

namespace liandong::matching {
namespace {

// A pair cannot count against a cluster more than this, so that one bad record does not split a person.
constexpr double kStranger = -12;

class Clusters {
 public:
  Clusters(const Model& model, const std::vector<Record>& records) : model_(model), records_(records) {
    for (uint32_t i = 0; i < records.size(); ++i) {
      of_.push_back(i);
      members_.push_back({i});
    }
  }

  void Join(const Pair& pair) {
    uint32_t a = of_[pair.first];
    uint32_t b = of_[pair.second];
    // Between two single records only the link itself matters.
    const bool single = members_[a].size() == 1 && members_[b].size() == 1;
    if (a == b || (!single && Between(members_[a], members_[b]) <= 0)) return;
    if (members_[a].size() < members_[b].size()) std::swap(a, b);
    for (const uint32_t i : members_[b]) of_[i] = a;
    members_[a].insert(members_[a].end(), members_[b].begin(), members_[b].end());
    members_[b].clear();
  }

  std::vector<uint32_t> Take() { return std::move(of_); }

 private:
  double Between(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) const {
    double sum = 0;
    for (const uint32_t i : a) {
      for (const uint32_t j : b) sum += std::max(kStranger, ScorePair(model_, records_[i], records_[j]).log_odds);
    }
    return sum / static_cast<double>(a.size() * b.size());
  }

  const Model& model_;
  const std::vector<Record>& records_;
  std::vector<uint32_t> of_;
  std::vector<std::vector<uint32_t>> members_;
};

}  // namespace

std::vector<uint32_t> Cluster(const Model& model, const std::vector<Record>& records, std::vector<Link> links) {
  std::sort(links.begin(), links.end(), [](const Link& a, const Link& b) {
    return a.log_odds != b.log_odds ? a.log_odds > b.log_odds : a.pair < b.pair;
  });
  Clusters clusters(model, records);
  for (const Link& link : links) {
    if (link.log_odds > 0) clusters.Join(link.pair);
  }
  return clusters.Take();
}

}  // namespace liandong::matching
