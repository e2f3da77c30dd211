#pragma once

#include <string>
#include <vector>

#include "shared/matching/clusters.h"

// How good links are, when the truth is known.
namespace liandong::eval {

// A probability that was given, and whether it was so.
struct Judged {
  double probability;
  bool same;
};

struct Bin {
  double said = 0;   // mean of the probabilities
  double found = 0;  // share that was so
  size_t count = 0;
};

// Ten equal parts from 0 to 1; a part with fewer than 400 pairs is joined with the next.
std::vector<Bin> Calibration(const std::vector<Judged>& judged);
// Largest distance of what was said from what was found.
double WorstBin(const std::vector<Bin>& bins);

struct Quality {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};
Quality QualityOf(double right, double given, double all);

// What is right of the pairs with a probability of at least `from`, where `all` pairs are one person's.
Quality QualityFrom(double from, const std::vector<Judged>& judged, double all);

struct Threshold {
  double from = 0;
  Quality quality;
};
// By twentieths, from 0.05 to 0.95.
std::vector<Threshold> ByThreshold(const std::vector<Judged>& judged, double all);

// Pairs of records with the same truth; an empty truth is nobody's.
double TruePairs(const std::vector<std::string>& truth);
// Of clusters, as the pairs in them.
Quality ClusterQuality(const std::vector<uint32_t>& clusters, const std::vector<std::string>& truth);

}  // namespace liandong::eval
