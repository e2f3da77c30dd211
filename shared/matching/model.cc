#include "shared/matching/model.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"
#include "shared/matching/compare_names.h"
#include "shared/matching/han.h"

namespace liandong::matching {
namespace {

bool Close(const Name& a, const Name& b) {
  const Level level = CompareNames(a, b);
  return level != Level::kUnknown && level <= Level::kDialect;
}

bool IsNameIn(const Record& record, const std::vector<Field>& fields, size_t but, const Name& name) {
  for (size_t i = 0; i < fields.size(); ++i) {
    if (i != but && fields[i].kind == Kind::kName && Close(record[i].name, name)) return true;
  }
  return false;
}

// If there are several name fields, two of them may be swapped.
Level WithSwap(const Model& model, size_t field, Level level, const Record& a, const Record& b) {
  if (model.fields[field].kind != Kind::kName || level < Level::kSimilar) return level;
  const bool swapped =
      IsNameIn(b, model.fields, field, a[field].name) && IsNameIn(a, model.fields, field, b[field].name);
  return swapped ? Level::kOrder : level;
}

double Share(const FieldWeights& weights, const std::string& key) {
  const auto found = weights.frequency.find(key);
  return found == weights.frequency.end() ? weights.rarest : found->second;
}

// 0 if it is unknown.
double FrequencyOf(const FieldWeights& weights, Level level, const Value& value) {
  const std::string key = weights.rarest > 0 ? FrequencyKey(level, value) : "";
  if (key.empty()) return 0;
  const auto found = weights.frequency.find(key);
  const std::vector<std::string> parts = FrequencyParts(level, value);
  double product = parts.empty() ? weights.rarest : 1;
  for (const std::string& part : parts) product *= Share(weights, part);
  return found == weights.frequency.end() ? product : std::max(found->second, parts.empty() ? 0 : product);
}

std::string SyllableKey(Level level, char32_t c) {
  const absl::string_view reading = ReadingOf(c);
  return level == Level::kExact || reading.empty() ? ToUtf8({&c, 1}) : absl::StrCat("~", reading);
}

}  // namespace

bool Agrees(Level level) { return level != Level::kUnknown && level <= Level::kPart; }

std::string FrequencyKey(Level level, const Value& value) {
  // Measurements count as the same if they are close.
  if (level == Level::kExact) return value.measured ? "" : value.text;
  if (level == Level::kSound && !value.name.sounds.empty()) return absl::StrCat("~", value.name.sounds[0]);
  return "";
}

std::vector<std::string> FrequencyParts(Level level, const Value& value) {
  std::vector<std::string> parts;
  const Name& name = value.name;
  for (const std::string& word : name.words) parts.push_back(absl::StrCat("_", word));
  for (size_t i = name.surname; name.han() && i < name.folded.size(); ++i)
    parts.push_back(absl::StrCat("'", SyllableKey(level, name.folded[i])));
  if (!name.han()) return parts;
  std::string surname = "^";
  for (size_t i = 0; i < name.surname; ++i) surname += SyllableKey(level, name.folded[i]);
  parts.push_back(surname);
  return parts;
}

double Probability(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

std::vector<Level> CompareRecords(const Model& model, const Record& a, const Record& b) {
  std::vector<Level> levels(model.fields.size());
  for (size_t i = 0; i < levels.size(); ++i) {
    const Level level = Compare(model.fields[i].kind, a[i], b[i], model.weights[i].words);
    levels[i] = WithSwap(model, i, level, a, b);
  }
  for (size_t i = 0; i < levels.size(); ++i) {
    const int by = model.fields[i].implied_by;
    const bool implied = by >= 0 && Agrees(levels[static_cast<size_t>(by)]);
    if (implied && levels[i] == Level::kExact) levels[i] = Level::kUnknown;
  }
  return levels;
}

double PartOf(const FieldWeights& weights, Level level, const Value& a, const Value& b) {
  if (level == Level::kUnknown) return 0;
  const auto at = static_cast<size_t>(level);
  double frequency = FrequencyOf(weights, level, a);
  // Values that are exactly the same have the same frequency on both sides.
  if (level != Level::kExact) frequency = std::max(frequency, FrequencyOf(weights, level, b));
  return std::log(weights.matched[at] / (frequency > 0 ? frequency : weights.other[at]));
}

Score ScorePair(const Model& model, const Record& a, const Record& b) {
  Score score;
  score.levels = CompareRecords(model, a, b);
  score.log_odds = model.prior;
  for (size_t i = 0; i < score.levels.size(); ++i) {
    score.parts.push_back(PartOf(model.weights[i], score.levels[i], a[i], b[i]));
    score.log_odds += score.parts.back();
  }
  return score;
}

}  // namespace liandong::matching
