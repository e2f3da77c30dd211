#include "shared/matching/pair_scorer.h"

#include <algorithm>
#include <cmath>

#include "absl/container/inlined_vector.h"
#include "shared/matching/compare_names.h"

namespace liandong::matching {
namespace {

constexpr size_t kUsualFields = 16;

double LogRatio(double matched, double other) { return std::log(matched / other); }

// How long a comparison takes, relative to others.
int Effort(const Field& field) {
  // It counts only if the names do not imply it, so they are compared before.
  if (field.implied_by >= 0) return 4;
  switch (field.kind) {
    case Kind::kDate:
      return 1;
    case Kind::kNumber:
      return 2;
    case Kind::kName:
      return 3;
    case Kind::kPlace:
      return 5;
    case Kind::kText:
      return 6;
    default:
      return 0;
  }
}

// Whether equal texts are enough for Level::kExact.
bool IsExactIfAlike(Kind kind, const Value& value) { return kind != Kind::kDate || value.date.whole(); }

}  // namespace

PairScorer::PairScorer(const Model* model) : model_(*model), fields_(model->fields.size()) {
  for (size_t i = 0; i < fields_.size(); ++i) {
    order_.push_back(i);
    const FieldWeights& weights = model_.weights[i];
    FieldParts& field = fields_[i];
    for (size_t level = 1; level < kLevels; ++level) {
      if (weights.other[level] <= 0) continue;
      field.parts[level] = LogRatio(weights.matched[level], weights.other[level]);
      field.most_unlike = std::max(field.most_unlike, field.parts[level]);
      if (static_cast<Level>(level) > Level::kSound)
        field.most_unlike_names = std::max(field.most_unlike_names, field.parts[level]);
    }
    constexpr auto kExact = static_cast<size_t>(Level::kExact);
    field.exact_rarest = weights.rarest > 0 ? LogRatio(weights.matched[kExact], weights.rarest) : field.parts[kExact];
    if (weights.rarest <= 0) continue;
    for (const auto& [text, frequency] : weights.frequency)
      field.exact[text] = LogRatio(weights.matched[kExact], frequency);
  }
  std::stable_sort(order_.begin(), order_.end(),
                   [&](size_t a, size_t b) { return Effort(model_.fields[a]) < Effort(model_.fields[b]); });
}

double PairScorer::ExactPart(size_t field, const Value& value) const {
  const FieldParts& of = fields_[field];
  if (value.measured) return of.parts[static_cast<size_t>(Level::kExact)];
  const auto found = of.exact.find(value.text);
  return found == of.exact.end() ? of.exact_rarest : found->second;
}

double PairScorer::PartOfField(size_t field, const Record& a, const Record& b) const {
  const FieldWeights& weights = model_.weights[field];
  const auto compare = [&](size_t i) { return Compare(model_.fields[i].kind, a[i], b[i], model_.weights[i].words); };
  const Level level = compare(field);
  const int by = model_.fields[field].implied_by;
  const bool implied = level == Level::kExact && by >= 0 && Agrees(compare(static_cast<size_t>(by)));
  return implied ? 0 : PartOf(weights, level, a[field], b[field]);
}

PairScorer::Estimate PairScorer::EstimateOfName(size_t field, const Record& a, const Record& b) const {
  const bool alike = a[field].text == b[field].text || SoundTheSame(a[field].name, b[field].name);
  return alike ? Estimate{PartOfField(field, a, b)} : Estimate{fields_[field].most_unlike_names, false};
}

PairScorer::Estimate PairScorer::EstimateOf(size_t field, const Record& a, const Record& b) const {
  const Value& left = a[field];
  const Value& right = b[field];
  if (!left.known() || !right.known()) return {};
  const Kind kind = model_.fields[field].kind;
  if (kind == Kind::kName) return EstimateOfName(field, a, b);
  if (left.text == right.text && IsExactIfAlike(kind, left)) {
    const bool may_be_implied = model_.fields[field].implied_by >= 0;
    return {may_be_implied ? std::max(0.0, ExactPart(field, left)) : ExactPart(field, left), !may_be_implied};
  }
  if (kind == Kind::kCategory) return {fields_[field].parts[static_cast<size_t>(Level::kDiffers)]};
  return {fields_[field].most_unlike, false};
}

std::optional<double> PairScorer::LogOdds(const Record& a, const Record& b, double least) const {
  absl::InlinedVector<Estimate, kUsualFields> estimates;
  double log_odds = model_.prior;
  for (size_t i = 0; i < fields_.size(); ++i) {
    estimates.push_back(EstimateOf(i, a, b));
    log_odds += estimates.back().most;
  }
  for (const size_t i : order_) {
    if (log_odds < least) return std::nullopt;
    if (!estimates[i].settled) log_odds += PartOfField(i, a, b) - estimates[i].most;
  }
  return log_odds < least ? std::nullopt : std::optional(log_odds);
}

}  // namespace liandong::matching
