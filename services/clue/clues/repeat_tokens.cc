#include "services/clue/clues/repeat_tokens.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "services/clue/clues/repeat_rules.h"
#include "shared/matching/search_keys.h"

namespace liandong::clue {
namespace {

constexpr char kPeopleDomain[] = "clue";
constexpr char kMatterDomain[] = "clue/repeat";

// Remembers the numbers, because most keys are both stored and searched.
class Numbers {
 public:
  Numbers(const char* domain, const seal::KeyedDigest& digest) : domain_(domain), digest_(digest) {}

  int64_t Of(const std::string& key) {
    const auto [known, added] = known_.try_emplace(key, 0);
    if (added) known->second = NumberOfToken(digest_.Token(domain_, key));
    return known->second;
  }

 private:
  const char* domain_;
  const seal::KeyedDigest& digest_;
  absl::flat_hash_map<std::string, int64_t> known_;
};

}  // namespace

int64_t NumberOfToken(absl::string_view token) {
  uint64_t number = 0;
  std::memcpy(&number, token.data(), sizeof number);
  return static_cast<int64_t>(number >> 1U);
}

RepeatTokens TokensOf(const v1::Clue& clue, const seal::KeyedDigest& digest) {
  RepeatTokens tokens;
  Numbers people(kPeopleDomain, digest);
  for (const matching::Subject& person : rules::PeopleOf(clue)) {
    std::vector<int64_t>& of_person = tokens.people.emplace_back();
    for (const std::string& key : matching::LookupKeys(person)) of_person.push_back(people.Of(key));
    for (const std::string& key : matching::SearchKeys(person)) tokens.stored.push_back(people.Of(key));
  }
  Numbers matter(kMatterDomain, digest);
  for (const std::string& key : rules::RepeatLookupKeys(clue)) tokens.matter.push_back(matter.Of(key));
  for (const std::string& key : rules::RepeatKeys(clue)) tokens.stored.push_back(matter.Of(key));
  std::sort(tokens.stored.begin(), tokens.stored.end());
  tokens.stored.erase(std::unique(tokens.stored.begin(), tokens.stored.end()), tokens.stored.end());
  return tokens;
}

}  // namespace liandong::clue
