#pragma once

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "liandong/clue/v1/clue.pb.h"
#include "shared/matching/subject.h"

// Which clue most likely repeats which, 三(一): two callers seldom tell of one matter alike. By people, place, time and
// text. Pure.
namespace liandong::clue::rules {

// The first clue a report most likely repeats is looked for among those of this time.
inline constexpr absl::Duration kRepeatWindow = absl::Hours(24 * 90);
// Of those met under one key so many are compared, the latest.
inline constexpr int kRepeatsCompared = 32;
// From this probability on it is linked.
inline constexpr double kLikelyRepeat = 0.5;

// The people of a clue, to be searched for however they are written.
std::vector<matching::Subject> PeopleOf(const v1::Clue& clue);

// What else a clue is met by, to be indexed blind: its people's documents, names with days of birth, and place with
// day.
std::vector<std::string> RepeatKeys(const v1::Clue& clue);
// The keys of those that it may repeat: some days earlier or later too.
std::vector<std::string> RepeatLookupKeys(const v1::Clue& clue);

// What a clue tells, as it is compared with many others.
struct Told {
  matching::Record matter;
  std::vector<matching::Record> people;
};

Told TellOf(const v1::Clue& clue);

// The probability that two clues of one division tell of one matter.
double RepeatProbability(const Told& one, const Told& other);

}  // namespace liandong::clue::rules
