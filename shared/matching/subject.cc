#include "shared/matching/subject.h"

#include "absl/strings/str_cat.h"
#include "shared/matching/keys.h"
#include "shared/values/dates.h"
#include "shared/values/nationality.h"

namespace liandong::matching {
namespace {

// While a person grows, the height is only valid for its day.
constexpr int kGrownAge = 18;
constexpr int kFirstYear = 1900;

std::string DateOf(const Subject& subject) {
  if (const auto day = BirthDayOf(subject.person)) return values::FormatDay(*day);
  const int year = BirthYearOf(subject);
  return year == 0 ? "" : absl::StrCat(year);
}

std::string HeightOf(const Subject& subject) {
  const int year = BirthYearOf(subject);
  const bool grown = year != 0 && subject.day.has_value() && subject.day->year() - year > kGrownAge;
  return grown && subject.appearance.height() > 0 ? absl::StrCat(subject.appearance.height()) : "";
}

// At home, the place adds nothing to the person's own division.
std::string PlaceOf(const Subject& subject) {
  return subject.division == subject.person.division() ? "" : subject.division;
}

}  // namespace

std::string SexOf(const common::v1::Person& person) {
  const bool known = person.sex() == common::v1::SEX_MALE || person.sex() == common::v1::SEX_FEMALE;
  return known ? absl::StrCat(static_cast<int>(person.sex())) : "";
}

const std::vector<Field>& SubjectFields() {
  static const auto* const kFields = new std::vector<Field>{{"name", Kind::kName},
                                                            {"birth_date", Kind::kDate},
                                                            {"document", Kind::kNumber},
                                                            {"sex", Kind::kCategory, 0},
                                                            {"ethnic_group", Kind::kCategory},
                                                            {"nationality", Kind::kCategory},
                                                            {"division", Kind::kPlace},
                                                            {"phone", Kind::kNumber},
                                                            {"height", Kind::kMeasure},
                                                            {"marks", Kind::kText},
                                                            {"place", Kind::kPlace}};
  return *kFields;
}

Record SubjectRecord(const Subject& subject) {
  const common::v1::Person& person = subject.person;
  const std::string texts[] = {person.name(),
                               DateOf(subject),
                               person.document().number(),
                               SexOf(person),
                               person.ethnic_group(),
                               std::string(values::NationalityOf(person.nationality())),
                               person.division(),
                               person.phone(),
                               HeightOf(subject),
                               subject.appearance.marks(),
                               PlaceOf(subject)};
  Record record;
  const std::vector<Field>& fields = SubjectFields();
  for (size_t i = 0; i < fields.size(); ++i) record.push_back(ParseValue(fields[i].kind, texts[i]));
  return record;
}

int BirthYearOf(const Subject& subject) {
  if (const auto day = BirthDayOf(subject.person)) return static_cast<int>(day->year());
  return subject.appearance.birth_year() >= kFirstYear ? subject.appearance.birth_year() : 0;
}

}  // namespace liandong::matching
