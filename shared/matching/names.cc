#include "shared/matching/names.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "shared/matching/han.h"
#include "shared/matching/surnames.h"

namespace liandong::matching {
namespace {

// The dots between the parts of names from minority languages.
bool IsPoint(char32_t c) { return c == 0xB7 || c == 0x2022 || c == 0x30FB || c == 0x2027 || c == 0x3000; }

// One form for ü, which passports write as lü, lyu or lv. It also covers lu, which cannot be told apart.
std::string OneU(absl::string_view sound) {
  if (!absl::StrContains(sound, 'v') && !absl::StrContains(sound, "yu")) return std::string(sound);
  return absl::StrReplaceAll(sound, {{"lyu", "lu"}, {"nyu", "nu"}, {"lv", "lu"}, {"nv", "nu"}});
}

std::vector<std::string> Words(const std::u32string& folded) {
  std::string letters;
  for (const char32_t c : folded) letters += IsLetter(c) && !IsPoint(c) ? ToUtf8({&c, 1}) : c == U'\'' ? "" : " ";
  return absl::StrSplit(absl::AsciiStrToLower(letters), ' ', absl::SkipEmpty());
}

std::string Sorted(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  return absl::StrJoin(words, "");
}

void FoldSounds(Name& name) {
  for (const std::string& sound : name.sounds) name.dialects.push_back(DialectFold(sound));
}

std::string Reading(std::u32string_view text) {
  std::string sound;
  for (const char32_t c : text) {
    const absl::string_view reading = ReadingOf(c);
    sound += reading.empty() ? absl::AsciiStrToLower(ToUtf8({&c, 1})) : std::string(reading);
  }
  return sound;
}

}  // namespace

Name ParseName(absl::string_view text) {
  Name name;
  const std::u32string folded = Fold(text);
  for (const char32_t c : folded) {
    if (IsLetter(c) && !IsPoint(c)) name.folded.push_back(c);
  }
  if (!std::any_of(name.folded.begin(), name.folded.end(), IsHan)) {
    name.words = Words(folded);
    name.sorted_words = Sorted(name.words);
    if (!name.words.empty()) name.sounds = {OneU(absl::StrJoin(name.words, ""))};
    FoldSounds(name);
    return name;
  }
  name.surname = SurnameLength(name.folded);
  const std::string given = Reading(std::u32string_view(name.folded).substr(name.surname));
  for (const std::string& surname : SurnameReadings(std::u32string_view(name.folded).substr(0, name.surname)))
    name.sounds.push_back(OneU(absl::StrCat(surname, given)));
  name.given = OneU(given);
  FoldSounds(name);
  return name;
}

std::string DialectFold(absl::string_view sound) {
  // zh, ch, sh and ng lose their second letter.
  std::string flat;
  flat.reserve(sound.size());
  for (size_t i = 0; i < sound.size(); ++i) {
    const char c = sound[i];
    const char next = i + 1 < sound.size() ? sound[i + 1] : '\0';
    flat.push_back(c == 'h' ? 'f' : c == 'l' || c == 'r' ? 'n' : c);
    if ((next == 'h' && (c == 'z' || c == 'c' || c == 's')) || (next == 'g' && c == 'n')) ++i;
  }
  if (!absl::StrContains(flat, "fu")) return flat;
  return absl::StrReplaceAll(flat, {{"fua", "fa"}, {"fui", "fei"}, {"fuo", "fo"}, {"fun", "fen"}});
}

}  // namespace liandong::matching
