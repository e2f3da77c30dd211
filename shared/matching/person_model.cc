#include "shared/matching/person_model.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_split.h"
#include "shared/matching/subject.h"

namespace liandong::matching {
namespace {

constexpr char kBuiltIn[] =
#include "shared/matching/person_model.inc"
    ;

std::string Line(absl::string_view kind, absl::string_view field, absl::string_view what, double one,
                 double other = 0) {
  return absl::StrFormat("%s\t%s\t%s\t%.6g\t%.6g\n", std::string(kind), std::string(field), std::string(what), one,
                         other);
}

// In the order of their keys, so that the same model always has the same text.
template <typename Table>
void PrintTable(absl::string_view kind, const std::string& field, const Table& table, std::string& text) {
  const std::map<std::string, double> sorted(table.begin(), table.end());
  for (const auto& [key, value] : sorted) absl::StrAppend(&text, Line(kind, field, key, value));
}

absl::Status ReadLine(const std::vector<std::string>& cells, PersonModel& persons) {
  double one = 0;
  double other = 0;
  const auto& fields = persons.model.fields;
  const auto field = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& f) { return cells.size() > 1 && f.name == cells[1]; });
  if (cells.size() != 5 || field == fields.end() || !absl::SimpleAtod(cells[3], &one) ||
      !absl::SimpleAtod(cells[4], &other))
    return absl::InvalidArgumentError("must have five cells and name a known field");
  FieldWeights& weights = persons.model.weights[static_cast<size_t>(field - fields.begin())];
  size_t level = 0;
  if (cells[0] == "listed") {
    persons.listed_share = one;
  } else if (cells[0] == "rarest") {
    weights.rarest = one;
  } else if (cells[0] == "frequency") {
    weights.frequency[cells[2]] = one;
  } else if (cells[0] == "word") {
    weights.words[cells[2]] = one;
  } else if (cells[0] == "level" && absl::SimpleAtoi(cells[2], &level) && level < kLevels) {
    weights.matched[level] = one;
    weights.other[level] = other;
  } else {
    return absl::InvalidArgumentError("begins with an unknown word");
  }
  return absl::OkStatus();
}

}  // namespace

double PersonModel::PriorAmong(double listed) const {
  return std::log(listed_share / (std::max(listed, 1.0) * (1 - listed_share)));
}

std::vector<double> OneOrNone(const std::vector<double>& log_odds) {
  // Relative to the greatest, to avoid overflow.
  double greatest = 0;
  for (const double one : log_odds) greatest = std::max(greatest, one);
  double sum = std::exp(-greatest);
  for (const double one : log_odds) sum += std::exp(one - greatest);
  std::vector<double> probabilities;
  for (const double one : log_odds) probabilities.push_back(std::exp(one - greatest) / sum);
  return probabilities;
}

const PersonModel& Persons() {
  static const auto* const kPersons = new PersonModel(*ReadPersonModel(kBuiltIn));
  return *kPersons;
}

std::string PrintPersonModel(const PersonModel& persons) {
  std::string text = Line("listed", persons.model.fields[0].name, "", persons.listed_share);
  for (size_t f = 0; f < persons.model.fields.size(); ++f) {
    const FieldWeights& weights = persons.model.weights[f];
    const std::string& field = persons.model.fields[f].name;
    for (size_t level = 1; level < kLevels; ++level)
      absl::StrAppend(&text, Line("level", field, absl::StrCat(level), weights.matched[level], weights.other[level]));
    if (weights.rarest > 0) absl::StrAppend(&text, Line("rarest", field, "", weights.rarest));
    PrintTable("frequency", field, weights.frequency, text);
    PrintTable("word", field, weights.words, text);
  }
  return text;
}

absl::StatusOr<PersonModel> ReadPersonModel(const std::string& text) {
  PersonModel persons;
  persons.model.fields = SubjectFields();
  persons.model.weights.resize(persons.model.fields.size());
  int line = 0;
  for (const absl::string_view row : absl::StrSplit(text, '\n')) {
    ++line;
    if (row.empty() || row[0] == '#') continue;
    const absl::Status read = ReadLine(absl::StrSplit(row, '\t'), persons);
    if (!read.ok()) return absl::InvalidArgumentError(absl::StrCat("line ", line, " ", read.message()));
  }
  return persons;
}

}  // namespace liandong::matching
