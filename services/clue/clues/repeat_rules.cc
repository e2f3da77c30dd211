#include "services/clue/clues/repeat_rules.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include "absl/strings/str_cat.h"
#include "shared/base/proto_time.h"
#include "shared/matching/keys.h"
#include "shared/matching/model.h"
#include "shared/matching/pair_scorer.h"
#include "shared/matching/person_model.h"
#include "shared/values/dates.h"

namespace liandong::clue::rules {
namespace {

using matching::Kind;
using matching::Level;

// Of this many clues that a division gets in the time of the window, one is a repeat.
constexpr double kAmong = 1000;
// By how many days two reports of one matter may differ, for the keys under which clues are found.
constexpr int kDaysApart = 3;
// If both clues name people and none of them may be one person, this counts against them no more than this: each caller
// may have named others.
constexpr double kNobodyInCommon = 0.1;

// The fields of a matter, in the order in which a comparison decides the most in the least time: kind, division and
// day; then description and address, which are texts.
constexpr size_t kBrief[] = {0, 1, 3};
constexpr size_t kLong[] = {2, 4};

struct Weight {
  Level level;
  double matched;  // share of the pairs of one matter with this agreement
  double other;    // and of two matters
};

// Estimated, not learned, because there are no clues yet to learn from. Levels that are not listed do not occur.
struct JudgedField {
  const char* name;
  Kind kind;
  std::vector<Weight> weights;
};

matching::Model MakeModel() {
  const JudgedField fields[] = {
      {"kind", Kind::kCategory, {{Level::kExact, 0.85, 0.2}, {Level::kDiffers, 0.15, 0.8}}},
      {"division",
       Kind::kPlace,
       {{Level::kExact, 0.9, 0.5}, {Level::kNear, 0.07, 0.3}, {Level::kPart, 0.02, 0.1}, {Level::kDiffers, 0.01, 0.1}}},
      {"address",
       Kind::kText,
       {{Level::kExact, 0.3, 0.002},
        {Level::kNear, 0.25, 0.003},
        {Level::kPart, 0.25, 0.015},
        {Level::kSimilar, 0.12, 0.08},
        {Level::kDiffers, 0.08, 0.9}}},
      // In days.
      {"day", Kind::kMeasure, {{Level::kExact, 0.9, 0.1}, {Level::kNear, 0.06, 0.1}, {Level::kDiffers, 0.04, 0.8}}},
      // Texts that are exactly the same may come from a form.
      {"description",
       Kind::kText,
       {{Level::kExact, 0.15, 0.01},
        {Level::kNear, 0.1, 0.005},
        {Level::kPart, 0.25, 0.02},
        {Level::kSimilar, 0.3, 0.15},
        {Level::kDiffers, 0.2, 0.815}}}};
  matching::Model model;
  model.prior = -std::log(kAmong);
  for (const JudgedField& field : fields) {
    model.fields.push_back({field.name, field.kind});
    matching::FieldWeights weights;
    for (const auto& [level, matched, other] : field.weights) {
      weights.matched[static_cast<size_t>(level)] = matched;
      weights.other[static_cast<size_t>(level)] = other;
    }
    model.weights.push_back(std::move(weights));
  }
  return model;
}

absl::CivilDay DayOf(const v1::Clue& clue) {
  return values::DayOf(base::FromProto(clue.has_occur_time() ? clue.occur_time() : clue.create_time()));
}

const matching::Model& Matters() {
  static const auto* const kModel = new matching::Model(MakeModel());
  return *kModel;
}

std::vector<double> MostOfFields() {
  std::vector<double> most;
  for (const matching::FieldWeights& weights : Matters().weights) {
    double most_of_field = 0;
    for (size_t level = 0; level < weights.matched.size(); ++level) {
      if (weights.other[level] == 0) continue;
      most_of_field = std::max(most_of_field, std::log(weights.matched[level] / weights.other[level]));
    }
    most.push_back(most_of_field);
  }
  return most;
}

matching::Record MatterOf(const v1::Clue& clue) {
  // For a registration on hold, the counter's form creates the text.
  const bool own_words = clue.registration_reference().empty();
  const std::string texts[] = {absl::StrCat(static_cast<int>(clue.kind())), clue.place().division(),
                               clue.place().address(), absl::StrCat(DayOf(clue) - absl::CivilDay()),
                               own_words ? clue.description() : ""};
  matching::Record record;
  for (size_t i = 0; i < Matters().fields.size(); ++i)
    record.push_back(matching::ParseValue(Matters().fields[i].kind, texts[i]));
  return record;
}

// The evidence of the two most similar people.
double PeoplePart(const ComparableClue& one, const ComparableClue& other) {
  std::optional<double> best;
  for (const matching::Record& left : one.people) {
    for (const matching::Record& right : other.people) {
      const double log_odds = matching::ScorePair(matching::Persons().model, left, right).log_odds;
      best = std::max(best.value_or(log_odds), log_odds);
    }
  }
  return best.has_value() ? std::max(*best, std::log(kNobodyInCommon)) : 0;
}

// The same if it can be `least`; otherwise it may be less.
double PeoplePartFrom(const ComparableClue& one, const ComparableClue& other, double least) {
  static const auto* const kScorer = new matching::PairScorer(&matching::Persons().model);
  if (one.people.empty() || other.people.empty()) return 0;
  double best = std::log(kNobodyInCommon);
  for (const matching::Record& left : one.people) {
    for (const matching::Record& right : other.people) {
      best = std::max(best, kScorer->LogOdds(left, right, std::max(best, least)).value_or(best));
    }
  }
  return best;
}

// What a field of the matter adds to the log odds.
double MatterPart(size_t field, const ComparableClue& one, const ComparableClue& other) {
  const matching::Model& model = Matters();
  const matching::Value& left = one.matter[field];
  const matching::Value& right = other.matter[field];
  const Level level = matching::Compare(model.fields[field].kind, left, right, model.weights[field].words);
  return matching::PartOf(model.weights[field], level, left, right);
}

// The most that the field could add.
double MostOf(size_t field, const ComparableClue& one, const ComparableClue& other) {
  static const auto* const kMost = new std::vector<double>(MostOfFields());
  return one.matter[field].known() && other.matter[field].known() ? (*kMost)[field] : 0;
}

std::string PlaceKey(const v1::Clue& clue, absl::CivilDay day) {
  return absl::StrCat("place, day|", clue.division(), "|", values::FormatDay(day));
}

std::vector<std::string> PeopleKeys(const v1::Clue& clue) {
  std::vector<std::string> keys;
  for (const common::v1::Person& person : clue.persons()) {
    for (std::string& key : matching::PersonKeys(person)) keys.push_back(std::move(key));
  }
  return keys;
}

}  // namespace

std::vector<matching::Subject> PeopleOf(const v1::Clue& clue) {
  std::vector<matching::Subject> people;
  for (const common::v1::Person& person : clue.persons()) people.push_back({person, {}, "", std::nullopt});
  return people;
}

std::vector<std::string> RepeatKeys(const v1::Clue& clue) {
  std::vector<std::string> keys = PeopleKeys(clue);
  keys.push_back(PlaceKey(clue, DayOf(clue)));
  return keys;
}

std::vector<std::string> RepeatLookupKeys(const v1::Clue& clue) {
  std::vector<std::string> keys = PeopleKeys(clue);
  for (int apart = -kDaysApart; apart <= kDaysApart; ++apart) keys.push_back(PlaceKey(clue, DayOf(clue) + apart));
  return keys;
}

ComparableClue ComparableOf(const v1::Clue& clue) {
  ComparableClue comparable{MatterOf(clue), {}};
  for (const matching::Subject& person : PeopleOf(clue)) comparable.people.push_back(matching::SubjectRecord(person));
  return comparable;
}

double RepeatProbability(const ComparableClue& one, const ComparableClue& other) {
  const matching::Score score = matching::ScorePair(Matters(), one.matter, other.matter);
  return matching::Probability(score.log_odds + PeoplePart(one, other));
}

std::optional<double> ProbabilityOfLikelyRepeat(const ComparableClue& one, const ComparableClue& other) {
  static const double least = std::log(kLikelyRepeat / (1 - kLikelyRepeat));
  const bool people = !one.people.empty() && !other.people.empty();
  double log_odds = Matters().prior;
  double still_possible = 0;
  for (const size_t field : kBrief) log_odds += MatterPart(field, one, other);
  for (const size_t field : kLong) still_possible += MostOf(field, one, other);
  if (!people && log_odds + still_possible < least) return std::nullopt;
  log_odds += PeoplePartFrom(one, other, least - log_odds - still_possible);
  for (const size_t field : kLong) {
    if (log_odds + still_possible < least) return std::nullopt;
    still_possible -= MostOf(field, one, other);
    log_odds += MatterPart(field, one, other);
  }
  if (log_odds < least) return std::nullopt;
  return matching::Probability(log_odds);
}

}  // namespace liandong::clue::rules
