#include "shared/matching/pair_scorer.h"

#include <algorithm>
#include <cmath>

#include "absl/container/inlined_vector.h"

namespace liandong::matching {
namespace {

constexpr size_t kUsualFields = 16;

double LogRatio(double matched, double other) { return std::log(matched / other); }

// Whether equal texts are enough for Level::kExact.
bool IsExactIfAlike(Kind kind, const Value& value) { return kind != Kind::kDate || value.date.whole(); }

}  // namespace

PairScorer::PairScorer(const Model* model) : model_(*model), fields_(model->fields.size()) {
  for (size_t i = 0; i < fields_.size(); ++i) {
    const FieldWeights& weights = model_.weights[i];
    FieldParts& field = fields_[i];
    if (model_.fields[i].kind == Kind::kName) name_ = static_cast<int>(i);
    for (size_t level = 1; level < kLevels; ++level) {
      if (weights.other[level] <= 0) continue;
      field.parts[level] = LogRatio(weights.matched[level], weights.other[level]);
      field.most_unlike = std::max(field.most_unlike, field.parts[level]);
    }
    constexpr auto kExact = static_cast<size_t>(Level::kExact);
    field.exact_rarest = weights.rarest > 0 ? LogRatio(weights.matched[kExact], weights.rarest) : field.parts[kExact];
    if (weights.rarest <= 0) continue;
    for (const auto& [text, frequency] : weights.frequency)
      field.exact[text] = LogRatio(weights.matched[kExact], frequency);
  }
}

double PairScorer::ExactPart(size_t field, const Value& value) const {
  const FieldParts& of = fields_[field];
  if (value.measured) return of.parts[static_cast<size_t>(Level::kExact)];
  const auto found = of.exact.find(value.text);
  return found == of.exact.end() ? of.exact_rarest : found->second;
}

PairScorer::Estimate PairScorer::EstimateOf(size_t field, const Record& a, const Record& b, Level name) const {
  const Value& left = a[field];
  const Value& right = b[field];
  if (!left.known() || !right.known()) return {};
  const Kind kind = model_.fields[field].kind;
  if (kind == Kind::kName) return {PartOf(model_.weights[field], name, left, right)};
  if (left.text == right.text && IsExactIfAlike(kind, left)) {
    const bool implied = model_.fields[field].implied_by >= 0 && Agrees(name);
    return {implied ? 0 : ExactPart(field, left)};
  }
  if (kind == Kind::kCategory) return {fields_[field].parts[static_cast<size_t>(Level::kDiffers)]};
  return {fields_[field].most_unlike, false};
}

std::optional<double> PairScorer::LogOdds(const Record& a, const Record& b, double least) const {
  const auto name_field = static_cast<size_t>(std::max(name_, 0));
  const Level name = name_ < 0 ? Level::kUnknown : Compare(Kind::kName, a[name_field], b[name_field], {});
  absl::InlinedVector<Estimate, kUsualFields> estimates;
  double log_odds = model_.prior;
  for (size_t i = 0; i < fields_.size(); ++i) {
    estimates.push_back(EstimateOf(i, a, b, name));
    log_odds += estimates.back().most;
  }
  for (size_t i = 0; i < fields_.size(); ++i) {
    if (log_odds < least) return std::nullopt;
    if (estimates[i].settled) continue;
    const Level level = Compare(model_.fields[i].kind, a[i], b[i], model_.weights[i].words);
    log_odds += PartOf(model_.weights[i], level, a[i], b[i]) - estimates[i].most;
  }
  return log_odds < least ? std::nullopt : std::optional(log_odds);
}

}  // namespace liandong::matching
