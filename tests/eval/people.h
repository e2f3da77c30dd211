#pragma once

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/matching/subject.h"

// Invented people in the numbers and mixtures of a country, and what becomes of their data when others write it down.
namespace liandong::eval {

// The data for the inventions: the files of tests/eval/data.
struct Stock {
  std::vector<std::string> surnames;
  std::vector<double> surname_shares;
  std::vector<std::u32string> given_characters;  // of women and of men; the most common first
  std::vector<std::string> marks;
  std::map<char32_t, std::vector<char32_t>> lookalikes;
  // Characters for names by their reading, and by its form in the dialect fold.
  std::map<std::string, std::u32string> by_sound;
  std::map<std::string, std::u32string> by_dialect;
};

// NOT_FOUND if a file of `folder` is missing.
absl::StatusOr<Stock> ReadStock(const std::string& folder);

class People {
 public:
  // `stock` is not owned. The same seed gives the same people.
  People(const Stock* stock, uint64_t seed);

  // A missing person. No two have the same identity number.
  matching::Subject Missing();
  // The same person as recorded by somebody else years later.
  matching::Subject Found(const matching::Subject& missing);

 private:
  bool Happens(double chance) { return std::uniform_real_distribution<>()(random_) < chance; }
  size_t Pick(size_t size) { return static_cast<size_t>(random_() % size); }
  const std::string& Surname() { return stock_->surnames[surname_(random_)]; }
  char32_t GivenCharacter(bool male);
  std::string GivenName(bool male, int birth_year);
  std::string Division();
  std::string Marks();
  matching::Subject Foreigner();
  matching::Subject Local();
  std::string OtherName(const matching::Subject& missing);
  std::string Misheard(const std::string& name, bool dialect);
  std::string Misread(const std::string& name);
  std::string Mistyped(std::string digits);
  void WriteName(const matching::Subject& missing, common::v1::Person& person);
  void WriteBirth(const matching::Subject& missing, matching::Subject& found);
  void WriteNumber(common::v1::Person& person);
  void WriteRest(const matching::Subject& missing, matching::Subject& found);

  const Stock* stock_;
  std::mt19937_64 random_;
  std::discrete_distribution<size_t> surname_;
  std::vector<std::discrete_distribution<size_t>> given_;
  int running_ = 0;
};

}  // namespace liandong::eval
