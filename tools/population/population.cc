#include "tools/population/population.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "shared/values/dates.h"
#include "shared/values/identity_number.h"

namespace liandong::population {
namespace {

constexpr const char* kSurnames[] = {"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周",   "吴",   "徐",   "孙",
                                     "胡", "朱", "高", "林", "何", "郭", "马", "罗", "梁",   "宋",   "郑",   "谢",
                                     "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁",   "邓",   "许",   "傅",
                                     "沈", "曾", "彭", "吕", "单", "解", "仇", "覃", "尉迟", "欧阳", "上官", "司徒"};
constexpr const char* kMaleGiven[] = {"伟",   "强",   "磊",   "军",   "洋",   "勇",   "杰",   "涛",
                                      "明",   "超",   "平",   "刚",   "建国", "志强", "俊杰", "子轩",
                                      "浩然", "宇航", "文博", "天佑", "家豪", "国栋", "永康"};
constexpr const char* kFemaleGiven[] = {"芳",   "娜",   "敏",   "静",   "丽",   "艳",   "娟",   "霞",
                                        "燕",   "玲",   "秀英", "桂英", "雨涵", "欣怡", "梓萱", "诗琪",
                                        "思雨", "婷婷", "晓梅", "春兰", "玉珍", "美琪"};
// Mostly Nanchuan, then its neighbours, and some places far away.
constexpr const char* kDivisions[] = {"500119", "500119", "500119", "500119", "500119", "500119", "500110", "500113",
                                      "500102", "500156", "510502", "520102", "530102", "450103", "430102", "510104"};
constexpr const char* kEthnicGroups[] = {"01", "01", "01", "01", "01", "01", "01", "01", "06", "08", "15"};
struct Nation {
  const char* code;
  const char* names[4];
};
constexpr Nation kNations[] = {{"VNM", {"NGUYEN THI LAN", "TRAN THI HOA", "LE VAN MINH", "PHAM VAN DUC"}},
                               {"MMR", {"AYE AYE", "KHIN MYO", "ZAW MIN", "AUNG KYAW"}},
                               {"LAO", {"KEO SOUK", "NOY PHOM", "SOMCHAI VONG", "BOUN MY"}},
                               {"KHM", {"SOK SREY", "CHAN DARA", "KIM SOPHAL", "RATH VANNAK"}}};
constexpr int kFullYear = 365;
constexpr int kRunningNumbers = 500;

template <typename T, size_t N>
constexpr int Size(const T (&)[N]) {
  return static_cast<int>(N);
}

}  // namespace

std::string MakeIdentityNumber(absl::string_view division, absl::CivilDay birth, int running, bool male) {
  const std::string first17 = absl::StrFormat("%s%04d%02d%02d%03d", std::string(division), birth.year(), birth.month(),
                                              birth.day(), 2 * (running % kRunningNumbers) + (male ? 1 : 0));
  return first17 + values::IdentityCheckCharacter(first17);
}

int Generator::Pick(int size) { return static_cast<int>(random_() % static_cast<uint64_t>(size)); }

absl::CivilDay Generator::BirthDay(int youngest, int oldest) {
  const int age = youngest + Pick(oldest - youngest + 1);
  // The last birthday was at most a year less a day ago, so that the age is exact in spite of leap years.
  absl::CivilDay last = today_ - Pick(kFullYear);
  if (last.month() == 2 && last.day() == 29) last -= 1;
  return absl::CivilDay(last.year() - age, last.month(), last.day());
}

common::v1::Person Generator::Resident(int youngest, int oldest) {
  return Resident(youngest, oldest, Pick(2) == 0 ? common::v1::SEX_MALE : common::v1::SEX_FEMALE);
}

common::v1::Person Generator::Resident(int youngest, int oldest, common::v1::Sex sex) {
  const bool male = sex == common::v1::SEX_MALE;
  common::v1::Person person;
  const std::string given = male ? kMaleGiven[Pick(Size(kMaleGiven))] : kFemaleGiven[Pick(Size(kFemaleGiven))];
  person.set_name(absl::StrCat(kSurnames[Pick(Size(kSurnames))], given));
  person.set_sex(sex);
  const absl::CivilDay birth = BirthDay(youngest, oldest);
  person.set_birth_date(values::FormatDay(birth));
  person.set_division(kDivisions[Pick(Size(kDivisions))]);
  person.set_ethnic_group(kEthnicGroups[Pick(Size(kEthnicGroups))]);
  person.set_nationality("CHN");
  person.mutable_document()->set_type(common::v1::DOCUMENT_TYPE_IDENTITY_NUMBER);
  person.mutable_document()->set_number(MakeIdentityNumber(person.division(), birth, sequence_++, male));
  return person;
}

common::v1::Person Generator::Foreigner(int youngest, int oldest, common::v1::Sex sex) {
  const Nation& nation = kNations[Pick(Size(kNations))];
  common::v1::Person person;
  person.set_name(nation.names[(sex == common::v1::SEX_MALE ? 2 : 0) + Pick(2)]);
  person.set_sex(sex);
  person.set_birth_date(values::FormatDay(BirthDay(youngest, oldest)));
  person.set_nationality(nation.code);
  person.mutable_document()->set_type(common::v1::DOCUMENT_TYPE_PASSPORT);
  person.mutable_document()->set_number(absl::StrFormat("P%08d", 10000000 + Pick(80000000)));
  return person;
}

}  // namespace liandong::population
