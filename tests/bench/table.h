#pragma once

#include <string>
#include <vector>

#include "tests/bench/load.h"

namespace liandong::bench {

// The median of each number over several measurements of the same.
Measured Median(const std::vector<Measured>& measured);

void PrintHeading();
// One line: rate, latencies, processor time per call of the server and of its database, and the ratios to the echo.
void PrintRow(const std::string& name, const Measured& measured, const Measured& echo);
// How ours compares with a peer: a rate above 1 and the others below 1 are in our favour.
void PrintComparison(const std::string& name, const Measured& ours, const Measured& peer);

}  // namespace liandong::bench
