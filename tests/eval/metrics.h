#pragma once

#include <string>
#include <vector>

#include "shared/matching/clusters.h"

// The quality of links when the truth is known.
namespace liandong::eval {

// A stated probability, and whether it was right.
struct Judged {
  double probability;
  bool same;
};

struct Bin {
  double said = 0;   // mean of the probabilities
  double found = 0;  // share that was right
  size_t count = 0;
};

// Ten equal parts from 0 to 1. A part with fewer than 400 pairs is joined with the next.
std::vector<Bin> Calibration(const std::vector<Judged>& judged);
// Largest difference between stated and actual probability.
double WorstBin(const std::vector<Bin>& bins);

struct Quality {
  double precision = 0;
  double recall = 0;
  double f1 = 0;
};
Quality QualityOf(double right, double given, double all);

// Precision and recall of the pairs with a probability of at least `from`, when `all` pairs are of one person.
Quality QualityFrom(double from, const std::vector<Judged>& judged, double all);

struct Threshold {
  double from = 0;
  Quality quality;
};
// In steps of 0.05, from 0.05 to 0.95.
std::vector<Threshold> ByThreshold(const std::vector<Judged>& judged, double all);

// Pairs of records with the same truth. Records without truth belong to nobody.
double TruePairs(const std::vector<std::string>& truth);
// Of clusters, counted as the pairs in them.
Quality ClusterQuality(const std::vector<uint32_t>& clusters, const std::vector<std::string>& truth);

}  // namespace liandong::eval
