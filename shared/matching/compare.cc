#include "shared/matching/compare.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/ascii.h"
#include "shared/matching/compare_names.h"
#include "shared/matching/distance.h"
#include "shared/matching/han.h"

namespace liandong::matching {
namespace {

constexpr double kSimilarPlace = 0.88;
constexpr size_t kLongNumber = 6;
// How much of the weight of their words two texts share.
constexpr double kMostWords = 0.85;
constexpr double kManyWords = 0.6;
constexpr double kSomeWords = 0.35;
constexpr double kCloseMeasure = 3;
constexpr double kNearMeasure = 8;
constexpr double kUnseenWord = 1;

int PartsAlike(const PartialDate& a, const PartialDate& b) {
  return (a.year == b.year ? 1 : 0) + (a.month == b.month && a.month != 0 ? 1 : 0) +
         (a.day == b.day && a.day != 0 ? 1 : 0);
}

// Tells whether `lunar`, read as a date of the lunar calendar, is the day `solar`, in the same or the next year.
bool IsLunarOf(const PartialDate& lunar, const PartialDate& solar) {
  if (solar.year - lunar.year != 0 && solar.year - lunar.year != 1) return false;
  for (const bool leap : {false, true}) {
    const auto day = SolarDay(lunar.year, lunar.month, lunar.day, leap);
    if (day.has_value() && day->year() == solar.year && day->month() == solar.month && day->day() == solar.day)
      return true;
  }
  return false;
}

bool IsDivision(absl::string_view text) {
  return text.size() >= 6 && std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

double WeightOf(const std::string& word, const WordWeights& weights) {
  const auto found = weights.find(word);
  return found == weights.end() ? kUnseenWord : found->second;
}

double WeightOf(const std::vector<std::string>& words, const WordWeights& weights) {
  if (weights.empty()) return kUnseenWord * static_cast<double>(words.size());
  double sum = 0;
  for (const std::string& word : words) sum += WeightOf(word, weights);
  return sum;
}

// The weight of the words that both texts share, relative to the weight of all their words. Both are sorted.
double Shared(const Value& a, const Value& b, const WordWeights& weights) {
  double both = 0;
  for (auto left = a.words.begin(), right = b.words.begin(); left != a.words.end() && right != b.words.end();) {
    const int order = left->compare(*right);
    if (order == 0) both += WeightOf(*left, weights);
    if (order <= 0) ++left;
    if (order >= 0) ++right;
  }
  const double all = WeightOf(a.words, weights) + WeightOf(b.words, weights);
  return all > 0 ? 2 * both / all : 0;
}

}  // namespace

Level CompareDates(const Value& a, const Value& b) {
  const PartialDate& left = a.date;
  const PartialDate& right = b.date;
  if (!left.whole() || !right.whole()) {
    const bool months = left.month != 0 && right.month != 0 && left.month != right.month;
    return std::abs(left.year - right.year) <= 1 && !months ? Level::kSimilar : Level::kDiffers;
  }
  if (a.text == b.text) return Level::kExact;
  if (left.year == right.year && left.month == right.day && left.day == right.month) return Level::kOrder;
  if (IsLunarOf(left, right) || IsLunarOf(right, left)) return Level::kCalendar;
  if (EditDistance<char>(a.text, b.text, 1) <= 1) return Level::kNear;
  if (PartsAlike(left, right) == 2) return left.year == right.year ? Level::kPart : Level::kYearOff;
  return std::abs(left.year - right.year) <= 1 ? Level::kSurname : Level::kDiffers;
}

Level CompareNumbers(absl::string_view a, absl::string_view b) {
  if (a == b) return Level::kExact;
  const std::string_view left(a.data(), a.size());
  const std::string_view right(b.data(), b.size());
  const int distance = EditDistance<char>(left, right, 2);
  if (distance <= 1) return Level::kNear;
  return distance == 2 && std::min(a.size(), b.size()) >= kLongNumber ? Level::kSimilar : Level::kDiffers;
}

Level ComparePlaces(const Value& a, const Value& b) {
  if (a.text == b.text) return Level::kExact;
  if (IsDivision(a.text) && IsDivision(b.text)) {
    const auto alike = [&](size_t digits) { return a.text.compare(0, digits, b.text, 0, digits) == 0; };
    return alike(4) ? Level::kNear : alike(2) ? Level::kPart : Level::kDiffers;
  }
  if (EditDistance<char>(a.text, b.text, 1) <= 1) return Level::kNear;
  return JaroWinkler(a.text, b.text) >= kSimilarPlace ? Level::kSimilar : Level::kDiffers;
}

Level CompareTexts(const Value& a, const Value& b, const WordWeights& weights) {
  if (a.text == b.text) return Level::kExact;
  const double shared = Shared(a, b, weights);
  if (shared >= kMostWords) return Level::kNear;
  if (shared >= kManyWords) return Level::kPart;
  if (shared >= kSomeWords || JaroWinkler(a.text, b.text) >= kSimilarPlace) return Level::kSimilar;
  return Level::kDiffers;
}

Level CompareMeasures(double a, double b) {
  const double apart = std::abs(a - b);
  return apart <= kCloseMeasure ? Level::kExact : apart <= kNearMeasure ? Level::kNear : Level::kDiffers;
}

Level Compare(Kind kind, const Value& a, const Value& b, const WordWeights& weights) {
  if (!a.known() || !b.known()) return Level::kUnknown;
  switch (kind) {
    case Kind::kName:
      return CompareNames(a.name, b.name);
    case Kind::kDate:
      return CompareDates(a, b);
    case Kind::kNumber:
      return CompareNumbers(a.text, b.text);
    case Kind::kPlace:
      return ComparePlaces(a, b);
    case Kind::kText:
      return CompareTexts(a, b, weights);
    case Kind::kMeasure:
      return CompareMeasures(a.measure, b.measure);
    case Kind::kCategory:
      break;
  }
  return a.text == b.text ? Level::kExact : Level::kDiffers;
}

}  // namespace liandong::matching
