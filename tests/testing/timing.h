#pragma once

#include <cstddef>
#include <vector>

namespace liandong::testing {

// The durations of two kinds of calls, as seen by someone who wants to tell the kinds apart.
struct Timed {
  double seconds;
  bool hit;
};

// Learns from every second pair of calls which durations the hits have, and guesses the rest: in each of twenty parts
// with equally many calls, the more frequent kind. Returns the share of right guesses, 0 to 1.
double GuessFromTimes(const std::vector<Timed>& calls);

// The share of right guesses of `calls` that chance exceeds once in ten thousand times, for as many hits as misses.
double LuckiestGuess(size_t calls);

}  // namespace liandong::testing
