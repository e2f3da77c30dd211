#include "tests/eval/people.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "shared/matching/han.h"
#include "shared/matching/surnames.h"
#include "shared/values/dates.h"
#include "tools/population/population.h"

namespace liandong::eval {
namespace {

// How fast characters become rarer. With this value the most common full names have the same shares as in China.
constexpr double kZipf = 0.75;
constexpr int kFirstYear = 1940;
constexpr int kYears = 82;
constexpr int kLossYears = 25;
constexpr uint32_t kDivisions[] = {
#include "shared/values/division_codes.inc"
};
constexpr const char* kEthnicGroups[] = {"01", "01", "01", "01", "01", "01", "01", "01", "01", "01",
                                         "01", "01", "15", "06", "08", "03", "11", "05", "07", "04"};
constexpr const char* kNations[] = {"VNM", "MMR", "LAO", "KHM"};
constexpr const char* kSyllables[] = {"nguyen", "tran", "thi",  "lan",  "hoa",  "minh", "phuong", "linh",
                                      "aye",    "khin", "zaw",  "aung", "kyaw", "myo",  "souk",   "keo",
                                      "noy",    "vong", "dara", "srey", "chan", "sok",  "rath",   "kim",
                                      "thuy",   "hong", "mai",  "anh",  "duc",  "htet"};
constexpr size_t kMostMarks = 2;

}  // namespace

People::People(const Stock* stock, uint64_t seed)
    : stock_(stock), random_(seed), surname_(stock->surname_shares.begin(), stock->surname_shares.end()) {
  for (const std::u32string& characters : stock->given_characters) {
    std::vector<double> shares;
    for (size_t i = 0; i < characters.size(); ++i) shares.push_back(std::pow(static_cast<double>(i + 3), -kZipf));
    given_.emplace_back(shares.begin(), shares.end());
  }
}

char32_t People::GivenCharacter(bool male) {
  const size_t which = male ? 1 : 0;
  return stock_->given_characters[which][given_[which](random_)];
}

// Single characters were in fashion around 1980.
std::string People::GivenName(bool male, int birth_year) {
  const bool one = Happens(birth_year > 1970 && birth_year < 1995 ? 0.3 : 0.1);
  std::u32string name(1, GivenCharacter(male));
  if (!one) name.push_back(Happens(0.04) ? name[0] : GivenCharacter(male));
  return matching::ToUtf8(name);
}

// A third come from the district's own province.
std::string People::Division() {
  for (;;) {
    std::string code = absl::StrCat(kDivisions[Pick(std::size(kDivisions))]);
    if (code.rfind("50", 0) == 0 || !Happens(0.3)) return code;
    std::string near = absl::StrCat(kDivisions[Pick(std::size(kDivisions))]);
    if (near.rfind("50", 0) == 0) return near;
  }
}

std::string People::Marks() {
  std::string marks;
  for (size_t left = 1 + Pick(kMostMarks); left > 0; --left)
    absl::StrAppend(&marks, marks.empty() ? "" : "，", stock_->marks[Pick(stock_->marks.size())]);
  return marks;
}

matching::Subject People::Foreigner() {
  matching::Subject subject;
  const std::string nation = kNations[Pick(std::size(kNations))];
  std::string name;
  for (size_t left = 2 + Pick(2); left > 0; --left)
    absl::StrAppend(&name, name.empty() ? "" : " ", kSyllables[Pick(std::size(kSyllables))]);
  subject.person.set_name(name);
  subject.person.set_nationality(nation);
  subject.person.mutable_document()->set_type(common::v1::DOCUMENT_TYPE_PASSPORT);
  subject.person.mutable_document()->set_number(absl::StrFormat("P%08d", running_++ * 37 + 10000000));
  return subject;
}

matching::Subject People::Local() {
  matching::Subject subject;
  subject.person.set_nationality("CHN");
  subject.person.set_division(Division());
  subject.person.set_ethnic_group(kEthnicGroups[Pick(std::size(kEthnicGroups))]);
  return subject;
}

matching::Subject People::Missing() {
  matching::Subject subject = Happens(0.03) ? Foreigner() : Local();
  common::v1::Person& person = subject.person;
  const bool male = Happens(0.45);
  person.set_sex(male ? common::v1::SEX_MALE : common::v1::SEX_FEMALE);
  const absl::CivilDay birth(kFirstYear + static_cast<int>(Pick(kYears)), 1, 1 + static_cast<int>(Pick(365)));
  const auto year = static_cast<int>(birth.year());
  person.set_birth_date(values::FormatDay(birth));
  if (person.nationality() == "CHN") {
    person.set_name(Surname() + GivenName(male, year));
    person.mutable_document()->set_type(common::v1::DOCUMENT_TYPE_IDENTITY_NUMBER);
    person.mutable_document()->set_number(population::MakeIdentityNumber(person.division(), birth, running_++, male));
  }
  subject.day =
      absl::CivilDay(std::max(year + 1, 2022 - static_cast<int>(Pick(kLossYears))), 1, 1 + static_cast<int>(Pick(365)));
  subject.division = person.division().empty() || Happens(0.3) ? Division() : person.division();
  if (Happens(0.7)) subject.appearance.set_height(static_cast<int>(male ? 160 + Pick(25) : 150 + Pick(22)));
  if (Happens(0.5)) subject.appearance.set_marks(Marks());
  // Many missing persons are small children without an identity number.
  if (Happens(0.15)) person.clear_document();
  if (Happens(0.6)) person.set_phone(absl::StrFormat("1%010d", static_cast<int64_t>(Pick(9'999'999'999))));
  return subject;
}

}  // namespace liandong::eval
