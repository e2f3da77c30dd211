#pragma once

#include <cstddef>
#include <vector>

namespace liandong::testing {

// Times of two kinds of calls, as somebody sees who wants to tell the kinds apart.
struct Timed {
  double seconds;
  bool hit;
};

// Learns from every other two calls what times the hits have, and guesses the rest: in twenty parts of equally many
// calls the kind that was met oftener. The share of right guesses, 0 to 1.
double GuessFromTimes(const std::vector<Timed>& calls);

// More right guesses of `calls` than chance gives once in ten thousand times. Of as many hits as misses.
double LuckiestGuess(size_t calls);

}  // namespace liandong::testing
