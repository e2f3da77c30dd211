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
// A clue is linked to an earlier one if the probability is at least this.
inline constexpr double kLikelyRepeat = 0.5;

// The persons of a clue as subjects of a search that tolerates mistakes.
std::vector<matching::Subject> PeopleOf(const v1::Clue& clue);

// Other keys of a clue, for blind indexes: documents of its people, names with birth dates, and place with day.
std::vector<std::string> RepeatKeys(const v1::Clue& clue);
// The keys of the clues that it may repeat, including some days earlier or later.
std::vector<std::string> RepeatLookupKeys(const v1::Clue& clue);

// The form of a clue in which it is compared with many others.
struct ComparableClue {
  matching::Record matter;
  std::vector<matching::Record> people;
};

ComparableClue ComparableOf(const v1::Clue& clue);

// The probability that two clues of one division are about one matter.
double RepeatProbability(const ComparableClue& one, const ComparableClue& other);
// The same if it is at least kLikelyRepeat, otherwise nothing. Much faster, because most comparisons end before the
// texts.
std::optional<double> ProbabilityOfLikelyRepeat(const ComparableClue& one, const ComparableClue& other);

}  // namespace liandong::clue::rules
