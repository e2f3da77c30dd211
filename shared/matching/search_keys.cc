#include "shared/matching/search_keys.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/matching/han.h"
#include "shared/matching/keys.h"
#include "shared/values/dates.h"

namespace liandong::matching {
namespace {

constexpr size_t kEndOfNumber = 8;
constexpr size_t kCity = 4;
constexpr size_t kDistrict = 6;

// The parts of a subject from which keys are made. An empty or 0 part is unknown.
struct Parts {
  Name name;
  std::vector<std::string> sounds;    // of the whole name, folded for dialects, one for each reading of the surname
  std::vector<std::string> surnames;  // of a Latin name, each of its words
  std::string given;
  std::vector<std::string> without_one;  // the name without one of its syllables or words
  int year = 0;
  std::optional<absl::CivilDay> birth;
  std::string sex;
  std::string division;
  std::vector<std::string> marks;
  std::string place;  // where the person was lost or found
};

std::vector<std::string> Syllables(const Name& name) {
  std::vector<std::string> syllables;
  for (size_t i = name.surname; i < name.folded.size(); ++i)
    syllables.push_back(DialectFold(absl::StrCat(ReadingOf(name.folded[i]))));
  return syllables;
}

// `left_out` may be an index outside the name.
std::string JoinWithout(const std::vector<std::string>& parts, size_t left_out) {
  std::string joined;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i != left_out) absl::StrAppend(&joined, parts[i], ".");
  }
  return joined;
}

void ReadHan(Parts& parts) {
  parts.given = DialectFold(parts.name.given);
  parts.sounds = parts.name.dialects;
  for (const std::string& sound : parts.name.sounds)
    parts.surnames.push_back(DialectFold(sound.substr(0, sound.size() - parts.name.given.size())));
  std::vector<std::string> all = Syllables(parts.name);
  if (all.empty()) return;
  all.insert(all.begin(), parts.surnames[0]);
  for (size_t i = 0; i < all.size(); ++i) parts.without_one.push_back(JoinWithout(all, i));
  // The other record may lack one.
  parts.without_one.push_back(JoinWithout(all, all.size()));
}

// In pinyin the surname may come first or last. In other languages it is unknown which word it is.
void ReadLatin(Parts& parts) {
  for (const std::string& word : parts.name.words) parts.surnames.push_back(DialectFold(word));
  if (parts.surnames.empty()) return;
  parts.sounds.push_back(parts.name.dialects[0]);
  if (parts.surnames.size() == 2) parts.sounds.push_back(parts.surnames[1] + parts.surnames[0]);
  if (parts.surnames.size() > 2) {
    for (size_t i = 0; i <= parts.surnames.size(); ++i) parts.without_one.push_back(JoinWithout(parts.surnames, i));
  }
}

// The parts between dots and commas.
std::vector<std::string> MarksOf(absl::string_view text) {
  std::vector<std::string> marks(1);
  for (const char32_t c : Fold(text)) {
    if (IsHan(c) || (c >= U'A' && c <= U'Z')) {
      marks.back() += ToUtf8({&c, 1});
    } else if (c != U' ' && !marks.back().empty()) {
      marks.emplace_back();
    }
  }
  if (marks.back().empty()) marks.pop_back();
  return marks;
}

// Adds keys for both sexes if the sex is unknown.
std::vector<Parts> PartsOf(const Subject& subject) {
  Parts parts;
  parts.name = ParseName(subject.person.name());
  if (parts.name.han()) {
    ReadHan(parts);
  } else {
    ReadLatin(parts);
  }
  parts.birth = BirthDayOf(subject.person);
  parts.year = BirthYearOf(subject);
  parts.division = subject.person.division().substr(0, kDistrict);
  parts.marks = MarksOf(subject.appearance.marks());
  parts.place = subject.division.substr(0, kDistrict);
  parts.sex = SexOf(subject.person);
  if (!parts.sex.empty()) return {parts};
  std::vector<Parts> both(2, parts);
  both[0].sex = "1";
  both[1].sex = "2";
  return both;
}

void AddNumbers(const common::v1::Person& person, std::vector<std::string>& keys) {
  const std::string number = CanonicalDigits(person.document().number());
  if (!number.empty()) keys.push_back(absl::StrCat("number|", number));
  if (number.size() > kEndOfNumber)
    keys.push_back(absl::StrCat("number's end|", number.substr(number.size() - kEndOfNumber)));
  const std::string phone = CanonicalDigits(person.phone());
  if (!phone.empty()) keys.push_back(absl::StrCat("phone|", phone));
}

void AddDay(const Parts& parts, absl::CivilDay birth, std::vector<std::string>& keys) {
  const std::string day = values::FormatDay(birth);
  for (const std::string& surname : parts.surnames) keys.push_back(absl::StrCat("surname, day|", surname, "|", day));
  if (!parts.given.empty()) keys.push_back(absl::StrCat("given, day|", parts.given, "|", day));
  keys.push_back(absl::StrCat("day, sex|", day, "|", parts.sex));
}

void AddBirth(const Parts& parts, absl::CivilDay birth, std::vector<std::string>& keys) {
  AddDay(parts, birth, keys);
  for (const std::string& part : parts.without_one)
    keys.push_back(absl::StrCat("part, month|", part, "|", birth.year(), "-", birth.month()));
  if (parts.division.empty()) return;
  keys.push_back(
      absl::StrCat("day, city|", values::FormatDay(birth), "|", parts.sex, "|", parts.division.substr(0, kCity)));
}

void AddYear(const Parts& parts, int year, std::vector<std::string>& keys) {
  for (const std::string& sound : parts.sounds) keys.push_back(absl::StrCat("name, year|", sound, "|", year));
  for (const std::string& part : parts.without_one)
    keys.push_back(absl::StrCat("part, year|", part, "|", year, "|", parts.sex));
  for (const std::string& mark : parts.marks)
    keys.push_back(absl::StrCat("mark, year|", mark, "|", year, "|", parts.sex));
  if (!parts.place.empty()) keys.push_back(absl::StrCat("place, year|", parts.place, "|", year, "|", parts.sex));
  if (parts.division.empty()) return;
  keys.push_back(absl::StrCat("year, district|", year, "|", parts.sex, "|", parts.division));
  if (parts.surnames.empty()) return;
  keys.push_back(absl::StrCat("surname, year, city|", parts.surnames[0], "|", year, "|", parts.sex, "|",
                              parts.division.substr(0, kCity)));
}

void AddPlace(const Parts& parts, std::vector<std::string>& keys) {
  for (const std::string& sound : parts.sounds) {
    keys.push_back(absl::StrCat("name, sex|", sound, "|", parts.sex));
    if (!parts.division.empty())
      keys.push_back(absl::StrCat("name, city|", sound, "|", parts.division.substr(0, kCity)));
  }
}

void AddKeys(const Subject& subject, const Parts& parts, std::vector<std::string>& keys) {
  AddNumbers(subject.person, keys);
  if (parts.birth.has_value()) AddBirth(parts, *parts.birth, keys);
  if (parts.year != 0) AddYear(parts, parts.year, keys);
  AddPlace(parts, keys);
}

// Adds keys for one year more or less, and for the other calendar.
void AddKeysNearby(const Parts& parts, std::vector<std::string>& keys) {
  if (parts.year != 0) {
    AddYear(parts, parts.year - 1, keys);
    AddYear(parts, parts.year + 1, keys);
  }
  if (parts.birth.has_value()) {
    for (const absl::CivilDay other : OtherCalendar(*parts.birth)) AddDay(parts, other, keys);
  }
}

std::vector<std::string> EachOnce(std::vector<std::string> keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  return keys;
}

}  // namespace

std::vector<std::string> SearchKeys(const Subject& subject) {
  std::vector<std::string> keys;
  for (const Parts& parts : PartsOf(subject)) AddKeys(subject, parts, keys);
  return EachOnce(std::move(keys));
}

std::vector<std::string> LookupKeys(const Subject& subject) {
  std::vector<std::string> keys;
  for (const Parts& parts : PartsOf(subject)) {
    AddKeys(subject, parts, keys);
    AddKeysNearby(parts, keys);
  }
  return EachOnce(std::move(keys));
}

}  // namespace liandong::matching
