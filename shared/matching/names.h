#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

// Names of persons in Han characters, pinyin or Latin letters, prepared for comparison.
namespace liandong::matching {

struct Name {
  std::u32string folded;  // Fold(), without blanks and dots
  size_t surname =
      0;  // number of leading characters of `folded` that are the surname; 0 if the name is not in Han characters
  std::vector<std::string> words;  // of a Latin name, in lower case, in the given order
  std::string sorted_words;        // the same in alphabetical order, joined
  // The sounds of the name, one for each reading of the surname; for a Latin name its letters. Without blanks.
  std::vector<std::string> sounds;
  std::vector<std::string> dialects;  // DialectFold() of each sound
  std::string given;                  // the sound of the given name of a Han name

  bool empty() const { return folded.empty(); }
  bool han() const { return surname > 0; }
};

Name ParseName(absl::string_view text);

// Maps sounds that many people do not tell apart (n and l, zh and z, in and ing, h and f, and so on) to one form.
std::string DialectFold(absl::string_view sound);

}  // namespace liandong::matching
