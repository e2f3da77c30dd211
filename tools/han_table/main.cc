// han-table: prints, as C++, what ICU knows about characters and the lunar calendar, so that ICU is not needed at run
// time. Reads Unihan_Variants.txt from standard input: a variant outside GB 2312 is replaced by its form within GB
// 2312.
#include <unicode/calendar.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/ucnv.h>

#include <cstdio>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

constexpr UChar32 kFirstLatin = 0xA0;
constexpr UChar32 kEnd = 0xFFF0;
constexpr UChar32 kFirstHan = 0x3400;
constexpr UChar32 kEndHan = 0xA000;
constexpr int kFirstYear = 1900;
constexpr int kEndYear = 2101;
// ICU counts Chinese years in cycles of 60, beginning in 2637 BC.
constexpr int kCycleYears = 60;
constexpr int kFirstChineseYear = 2637;
constexpr double kDay = 86400000.0;

void Check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string(what) + ": " + u_errorName(status));
}

std::unique_ptr<icu::Transliterator> Make(const char* id) {
  UErrorCode status = U_ZERO_ERROR;
  std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
  Check(status, id);
  return made;
}

std::string Utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

class Common {
 public:
  Common() {
    UErrorCode status = U_ZERO_ERROR;
    converter_ = ucnv_open("gb2312", &status);
    Check(status, "GB 2312");
    ucnv_setFromUCallBack(converter_, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  }
  Common(const Common&) = delete;
  Common& operator=(const Common&) = delete;
  ~Common() { ucnv_close(converter_); }

  bool Has(const icu::UnicodeString& text) const {
    UErrorCode status = U_ZERO_ERROR;
    char bytes[16];
    ucnv_fromUChars(converter_, bytes, sizeof bytes, text.getBuffer(), text.length(), &status);
    return U_SUCCESS(status);
  }

 private:
  UConverter* converter_ = nullptr;
};

// `U+5CEF<TAB>kSemanticVariant<TAB>U+5CF0<kHKGlyph …`
std::map<UChar32, UChar32> ReadVariants(std::istream& in, const Common& common, const icu::Transliterator& simplify) {
  std::map<UChar32, UChar32> variants;
  for (std::string line; std::getline(in, line);) {
    std::istringstream fields(line);
    std::string from;
    std::string kind;
    fields >> from >> kind;
    if (from.rfind("U+", 0) != 0 || (kind != "kSemanticVariant" && kind != "kZVariant")) continue;
    icu::UnicodeString own(static_cast<UChar32>(std::stoul(from.substr(2), nullptr, 16)));
    simplify.transliterate(own);
    if (common.Has(own)) continue;
    for (std::string to; fields >> to;) {
      icu::UnicodeString other(static_cast<UChar32>(std::stoul(to.substr(2, to.find('<')), nullptr, 16)));
      simplify.transliterate(other);
      if (!common.Has(other)) continue;
      variants.try_emplace(own.char32At(0), other.char32At(0));
      break;
    }
  }
  return variants;
}

// The form of each character for comparison: compatibility forms and marks removed, simplified, upper case.
void PrintFolds() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCInstance(status);
  Check(status, "NFKC");
  const auto simplify = Make("Traditional-Simplified");
  const auto ascii = Make("Latin-ASCII");
  const auto variants = ReadVariants(std::cin, Common(), *simplify);
  std::puts("inline constexpr CharacterFold kFolds[] = {");
  for (UChar32 c = kFirstLatin; c < kEnd; ++c) {
    if (!u_isdefined(c) || U_IS_SURROGATE(c) || (c >= 0xAC00 && c < 0xD7B0)) continue;
    const icu::UnicodeString one(c);
    icu::UnicodeString folded = nfkc->normalize(one, status);
    Check(status, "normalize");
    simplify->transliterate(folded);
    const auto variant = variants.find(folded.char32At(0));
    if (folded.countChar32() == 1 && variant != variants.end()) folded = icu::UnicodeString(variant->second);
    ascii->transliterate(folded);
    folded.toUpper(icu::Locale::getRoot());
    if (folded != one && folded.length() <= 8) std::printf("{0x%X, R\"(%s)\"},\n", c, Utf8(folded).c_str());
  }
  std::puts("};");
}

// The pinyin reading, without tones and with ü as v.
void PrintReadings() {
  const auto plain = Make("Han-Latin");
  const auto ascii = Make("NFD; [[:Mn:]-[\\u0308]] Remove; NFC");
  std::map<std::string, int> numbers;
  std::vector<int> reading_of;
  for (UChar32 c = kFirstHan; c < kEndHan; ++c) {
    icu::UnicodeString text(c);
    plain->transliterate(text);
    ascii->transliterate(text);
    text.findAndReplace(icu::UnicodeString(UChar32{0xFC}), "v");
    bool letters = text.length() > 0;
    for (int i = 0; i < text.length(); ++i) letters = letters && text[i] >= 'a' && text[i] <= 'z';
    const int next = static_cast<int>(numbers.size()) + 1;
    reading_of.push_back(letters ? numbers.try_emplace(Utf8(text), next).first->second : 0);
  }
  std::vector<std::string> names(numbers.size() + 1);
  for (const auto& [name, number] : numbers) names[static_cast<size_t>(number)] = name;
  std::puts("inline constexpr const char* kSyllables[] = {");
  for (const std::string& name : names) std::printf("\"%s\",\n", name.c_str());
  std::printf("};\ninline constexpr uint16_t kReadings[] = {\n");
  for (const int number : reading_of) std::printf("%d,", number);
  std::puts("\n};");
}

// For each lunar year: its first day, counted from 1970, the leap month or 0, and a bit for each month of 30 days.
void PrintLunarYears() {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone("UTC"));
  const std::unique_ptr<icu::Calendar> lunar(
      icu::Calendar::createInstance(*zone, icu::Locale("zh_CN@calendar=chinese"), status));
  Check(status, "lunar calendar");
  icu::Calendar& calendar = *lunar;
  std::puts("inline constexpr LunarYear kLunarYears[] = {");
  for (int year = kFirstYear; year < kEndYear; ++year) {
    const int count = year + kFirstChineseYear - 1;
    calendar.clear();
    calendar.set(UCAL_ERA, count / kCycleYears + 1);
    calendar.set(UCAL_YEAR, count % kCycleYears + 1);
    calendar.set(UCAL_MONTH, 0);
    calendar.set(UCAL_DATE, 1);
    const int first = static_cast<int>(calendar.getTime(status) / kDay);
    int leap = 0;
    unsigned longs = 0;
    for (int month = 0, at = calendar.get(UCAL_YEAR, status); calendar.get(UCAL_YEAR, status) == at; ++month) {
      if (calendar.get(UCAL_IS_LEAP_MONTH, status) == 1) leap = calendar.get(UCAL_MONTH, status) + 1;
      const int days = calendar.getActualMaximum(UCAL_DATE, status);
      if (days == 30) longs |= 1U << month;
      calendar.add(UCAL_DATE, days, status);
    }
    Check(status, "lunar year");
    std::printf("{%d, %d, 0x%X},\n", first, leap, longs);
  }
  std::puts("};");
}

}  // namespace

int main() {
  try {
    PrintFolds();
    PrintReadings();
    PrintLunarYears();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "han-table: %s\n", error.what());
    return 1;
  }
  return 0;
}
