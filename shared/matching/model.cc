#include "shared/matching/model.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/str_cat.h"

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

// Of several fields of names, two may stand in each other's place.
Level WithSwap(const Model& model, size_t field, Level level, const Record& a, const Record& b) {
  if (model.fields[field].kind != Kind::kName || level < Level::kSimilar) return level;
  const bool swapped =
      IsNameIn(b, model.fields, field, a[field].name) && IsNameIn(a, model.fields, field, b[field].name);
  return swapped ? Level::kOrder : level;
}

double FrequencyOf(const FieldWeights& weights, Level level, const Value& value) {
  const std::string key = weights.rarest > 0 ? FrequencyKey(level, value) : "";
  if (key.empty()) return 0;
  const auto found = weights.frequency.find(key);
  return found == weights.frequency.end() ? weights.rarest : found->second;
}

}  // namespace

std::string FrequencyKey(Level level, const Value& value) {
  if (level == Level::kExact) return value.text;
  if (level == Level::kSound && !value.name.sounds.empty()) return absl::StrCat("~", value.name.sounds[0]);
  return "";
}

double Probability(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

std::vector<Level> CompareRecords(const Model& model, const Record& a, const Record& b) {
  std::vector<Level> levels(model.fields.size());
  for (size_t i = 0; i < levels.size(); ++i) {
    const Level level = Compare(model.fields[i].kind, a[i], b[i], model.weights[i].words);
    levels[i] = WithSwap(model, i, level, a, b);
  }
  return levels;
}

double PartOf(const FieldWeights& weights, Level level, const Value& a, const Value& b) {
  if (level == Level::kUnknown) return 0;
  const auto at = static_cast<size_t>(level);
  const double frequency = std::max(FrequencyOf(weights, level, a), FrequencyOf(weights, level, b));
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
