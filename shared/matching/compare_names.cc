#include "shared/matching/compare_names.h"

#include <algorithm>

#include "shared/matching/distance.h"

namespace liandong::matching {
namespace {

constexpr double kSimilarName = 0.86;
// Latin names shorter than this differ if one letter differs.
constexpr size_t kShortName = 3;

bool AnyAlike(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(),
                     [&](const std::string& sound) { return std::find(b.begin(), b.end(), sound) != b.end(); });
}

std::u32string_view Surname(const Name& name) { return std::u32string_view(name.folded).substr(0, name.surname); }
std::u32string_view GivenName(const Name& name) { return std::u32string_view(name.folded).substr(name.surname); }

// Whether `other` is the name with the given name before the surname.
bool IsTurned(const Name& name, std::u32string_view other) {
  return other.size() == name.folded.size() && other.starts_with(GivenName(name)) && other.ends_with(Surname(name));
}

Level CompareHan(const Name& a, const Name& b) {
  if (IsTurned(a, b.folded) || IsTurned(b, a.folded)) return Level::kOrder;
  // In a name of two characters, one is half the name, so the surname must be the same.
  const bool near = EditDistance<char32_t>(a.folded, b.folded, 1) <= 1;
  if (near && std::max(a.folded.size(), b.folded.size()) > 2) return Level::kNear;
  if (AnyAlike(a.dialects, b.dialects)) return Level::kDialect;
  if (!a.given.empty() && a.given == b.given) return Level::kPart;
  if (near && Surname(a) == Surname(b)) return Level::kSimilar;
  return Surname(a) == Surname(b) ? Level::kSurname : Level::kDiffers;
}

bool IsInitial(const std::string& word, const std::string& of) {
  return word.size() == 1 && !of.empty() && word[0] == of[0];
}

// Every word of the shorter name is a word of the longer one, or the initial of one.
bool Contains(const Name& longer, const Name& shorter) {
  return std::all_of(shorter.words.begin(), shorter.words.end(), [&](const std::string& word) {
    return std::any_of(longer.words.begin(), longer.words.end(), [&](const std::string& other) {
      return word == other || IsInitial(word, other) || IsInitial(other, word);
    });
  });
}

Level CompareLatin(const Name& a, const Name& b) {
  const std::string& left = a.sounds[0];
  const std::string& right = b.sounds[0];
  if (a.words.size() > 1 && a.sorted_words == b.sorted_words) return Level::kOrder;
  if (std::min(left.size(), right.size()) >= kShortName && EditDistance<char>(left, right, 1) <= 1) return Level::kNear;
  const bool fewer = a.words.size() < b.words.size();
  if (Contains(fewer ? b : a, fewer ? a : b)) return Level::kPart;
  return JaroWinkler(left, right) >= kSimilarName || JaroWinkler(a.sorted_words, b.sorted_words) >= kSimilarName
             ? Level::kSimilar
             : Level::kDiffers;
}

// Pinyin compared with characters: the syllables in the order of the characters, or with the given name first.
Level CompareMixed(const Name& han, const Name& latin) {
  const std::string& letters = latin.sounds[0];
  const std::string& given = han.given;
  for (const std::string& sound : han.sounds) {
    if (given + sound.substr(0, sound.size() - given.size()) == letters) return Level::kOrder;
    if (EditDistance<char>(sound, letters, 1) <= 1) return Level::kNear;
  }
  return AnyAlike(han.dialects, latin.dialects) ? Level::kDialect : Level::kDiffers;
}

}  // namespace

bool SoundTheSame(const Name& a, const Name& b) { return AnyAlike(a.sounds, b.sounds); }

Level CompareNames(const Name& a, const Name& b) {
  if (a.empty() || b.empty() || a.sounds.empty() || b.sounds.empty()) return Level::kUnknown;
  if (a.folded == b.folded) return Level::kExact;
  if (SoundTheSame(a, b)) return Level::kSound;
  if (a.han() != b.han()) return a.han() ? CompareMixed(a, b) : CompareMixed(b, a);
  return a.han() ? CompareHan(a, b) : CompareLatin(a, b);
}

}  // namespace liandong::matching
