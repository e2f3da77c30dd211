#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "liandong/clue/v1/clue.pb.h"
#include "shared/matching/subject.h"

// Which clue most likely repeats which, 三(一), by people, place, time and text: two callers seldom describe one matter
// in the same way. Pure.
namespace liandong::clue::rules {

// The first clue that a report may repeat is searched for within this time.
inline constexpr absl::Duration kRepeatWindow = absl::Hours(24 * 90);
// At most this many clues under one key are compared, the latest first.
inline constexpr size_t kRepeatsCompared = 32;
// From this probability on, the clue is linked.
inline constexpr double kLikelyRepeat = 0.5;

// The people of a clue, to be searched for however the records are written.
std::vector<matching::Subject> PeopleOf(const v1::Clue& clue);

// Other keys of a clue, for blind indexes: documents of its people, names with birth dates, and place with day.
std::vector<std::string> RepeatKeys(const v1::Clue& clue);
// The keys of the clues that it may repeat, including some days earlier or later.
std::vector<std::string> RepeatLookupKeys(const v1::Clue& clue);

// A clue prepared for comparison with many others.
struct Told {
  matching::Record matter;
  std::vector<matching::Record> people;
};

Told TellOf(const v1::Clue& clue);

// The probability that two clues of one division are about one matter.
double RepeatProbability(const Told& one, const Told& other);
// The same from kLikelyRepeat on, otherwise nothing. Much faster, because most comparisons end before the texts.
std::optional<double> ProbabilityOfLikelyRepeat(const Told& one, const Told& other);

}  // namespace liandong::clue::rules
