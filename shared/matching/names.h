#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

// Names of persons, in Han characters, in pinyin, or in Latin letters, as they are compared.
namespace liandong::matching {

struct Name {
  std::u32string folded;           // Fold(), without blanks and points
  size_t surname = 0;              // leading characters of `folded` that are the surname; 0 if it is not in Han
  std::vector<std::string> words;  // of a Latin name, lower case, in the order given
  // How it sounds, with each reading of the surname; of a Latin name its letters. No blanks.
  std::vector<std::string> sounds;

  bool empty() const { return folded.empty(); }
  bool han() const { return surname > 0; }
};

Name ParseName(absl::string_view text);

// As people who do not tell n from l, zh from z, in from ing, h from f (and so on) hear it: one form for all of these.
std::string DialectFold(absl::string_view sound);
// How the given name of a Han name sounds.
std::string GivenSound(const Name& name);
// The words in alphabetical order, joined.
std::string SortedWords(const Name& name);

}  // namespace liandong::matching
