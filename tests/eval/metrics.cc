#include "tests/eval/metrics.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace liandong::eval {
namespace {

constexpr size_t kBins = 10;
constexpr int kTwentieths = 20;
// Enough pairs that 0.05 is two standard deviations of the random error.
constexpr size_t kLeastInBin = 400;

double PairsOf(double count) { return count * (count - 1) / 2; }

void Join(Bin& bin, const Bin& other) {
  const size_t count = bin.count + other.count;
  if (count == 0) return;
  const auto whole = static_cast<double>(count);
  bin.said = (bin.said * static_cast<double>(bin.count) + other.said * static_cast<double>(other.count)) / whole;
  bin.found = (bin.found * static_cast<double>(bin.count) + other.found * static_cast<double>(other.count)) / whole;
  bin.count = count;
}

}  // namespace

std::vector<Bin> Calibration(const std::vector<Judged>& judged) {
  std::vector<Bin> parts(kBins);
  for (const Judged& one : judged) {
    const auto at = std::min(kBins - 1, static_cast<size_t>(one.probability * kBins));
    Join(parts[at], {one.probability, one.same ? 1.0 : 0.0, 1});
  }
  std::vector<Bin> bins;
  Bin next;
  for (const Bin& part : parts) {
    Join(next, part);
    if (next.count < kLeastInBin) continue;
    bins.push_back(next);
    next = {};
  }
  if (bins.empty()) return {next};
  Join(bins.back(), next);
  return bins;
}

double WorstBin(const std::vector<Bin>& bins) {
  double worst = 0;
  for (const Bin& bin : bins) worst = std::max(worst, std::abs(bin.said - bin.found));
  return worst;
}

Quality QualityOf(double right, double given, double all) {
  Quality quality;
  quality.precision = given > 0 ? right / given : 0;
  quality.recall = all > 0 ? right / all : 0;
  const double sum = quality.precision + quality.recall;
  quality.f1 = sum > 0 ? 2 * quality.precision * quality.recall / sum : 0;
  return quality;
}

Quality QualityFrom(double from, const std::vector<Judged>& judged, double all) {
  double right = 0;
  double given = 0;
  for (const Judged& one : judged) {
    if (one.probability < from) continue;
    ++given;
    right += one.same ? 1 : 0;
  }
  return QualityOf(right, given, all);
}

std::vector<Threshold> ByThreshold(const std::vector<Judged>& judged, double all) {
  std::vector<Threshold> thresholds;
  for (int twentieth = 1; twentieth < kTwentieths; ++twentieth) {
    const double from = static_cast<double>(twentieth) / kTwentieths;
    thresholds.push_back({from, QualityFrom(from, judged, all)});
  }
  return thresholds;
}

double TruePairs(const std::vector<std::string>& truth) {
  std::map<std::string, double> counts;
  for (const std::string& one : truth) {
    if (!one.empty()) counts[one] += 1;
  }
  double pairs = 0;
  for (const auto& [one, count] : counts) pairs += PairsOf(count);
  return pairs;
}

Quality ClusterQuality(const std::vector<uint32_t>& clusters, const std::vector<std::string>& truth) {
  std::map<uint32_t, double> sizes;
  std::map<std::pair<uint32_t, std::string>, double> shared;
  for (size_t i = 0; i < clusters.size(); ++i) {
    sizes[clusters[i]] += 1;
    if (!truth[i].empty()) shared[{clusters[i], truth[i]}] += 1;
  }
  double given = 0;
  double right = 0;
  for (const auto& [cluster, count] : sizes) given += PairsOf(count);
  for (const auto& [cluster, count] : shared) right += PairsOf(count);
  return QualityOf(right, given, TruePairs(truth));
}

}  // namespace liandong::eval
