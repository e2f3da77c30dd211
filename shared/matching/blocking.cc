#include "shared/matching/blocking.h"

#include <algorithm>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "shared/matching/names.h"

namespace liandong::matching {
namespace {

constexpr size_t kSkeleton = 4;
constexpr size_t kShortestWord = 2;

bool IsVowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y' || c == 'h' || c == 'w';
}

// The first letter and the following consonants without repetitions. It survives most mistakes in hearing and typing.
std::string Skeleton(absl::string_view letters) {
  std::string skeleton;
  for (const char c : letters) {
    if (skeleton.empty() || (!IsVowel(c) && skeleton.back() != c)) skeleton.push_back(c);
    if (skeleton.size() == kSkeleton) break;
  }
  return skeleton;
}

std::vector<std::string> NameKeys(const Name& name) {
  std::vector<std::string> keys;
  for (const std::string& sound : name.dialects) keys.push_back(absl::StrCat("s", sound));
  if (name.han()) keys.push_back(absl::StrCat("g", DialectFold(name.given)));
  for (const std::string& word : name.words) {
    keys.push_back(absl::StrCat("k", Skeleton(word)));
    keys.push_back(absl::StrCat("p", word.substr(0, kSkeleton)));
    if (word.size() > kSkeleton) keys.push_back(absl::StrCat("e", word.substr(word.size() - kSkeleton)));
  }
  return keys;
}

std::vector<std::string> DateKeys(const PartialDate& date) {
  return {absl::StrCat("d", date.Digits()), absl::StrCat("ym", date.year, "-", date.month),
          absl::StrCat("md", std::min(date.month, date.day), "-", std::max(date.month, date.day)),
          absl::StrCat("yd", date.year, "-", date.day), absl::StrCat("y", date.year)};
}

std::vector<std::string> NumberKeys(const std::string& number) {
  const size_t half = number.size() / 2;
  return {absl::StrCat("n", number), absl::StrCat("a", number.substr(0, half)), absl::StrCat("b", number.substr(half))};
}

using Key = uint64_t;
using Member = std::pair<Key, uint32_t>;

class Blocker {
 public:
  Blocker(const std::vector<Field>& fields, const std::vector<Record>& records, size_t largest)
      : largest_(largest), keys_(fields.size()) {
    for (size_t f = 0; f < fields.size(); ++f) {
      keys_[f].resize(records.size());
      for (size_t i = 0; i < records.size(); ++i) {
        if (!records[i][f].known()) continue;
        for (const std::string& key : FieldKeys(fields[f].kind, records[i][f]))
          keys_[f][i].push_back(absl::HashOf(f, key));
      }
    }
  }

  Blocks Run() {
    std::vector<std::vector<Member>> large(keys_.size());
    for (size_t f = 0; f < keys_.size(); ++f) {
      std::vector<Member> members;
      for (uint32_t i = 0; i < keys_[f].size(); ++i) {
        for (const Key key : keys_[f][i]) members.emplace_back(key, i);
      }
      large[f] = Take(members);
    }
    for (size_t f = 0; f < large.size(); ++f) {
      for (size_t g = f + 1; g < large.size(); ++g) Divide(large[f], g);
    }
    std::sort(blocks_.pairs.begin(), blocks_.pairs.end());
    blocks_.pairs.erase(std::unique(blocks_.pairs.begin(), blocks_.pairs.end()), blocks_.pairs.end());
    return std::move(blocks_);
  }

 private:
  // Records of blocks that are too large.
  std::vector<Member> Take(std::vector<Member>& members) {
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    std::vector<Member> large;
    for (auto first = members.begin(); first != members.end();) {
      const auto last =
          std::find_if(first, members.end(), [&](const Member& member) { return member.first != first->first; });
      if (static_cast<size_t>(last - first) <= largest_) {
        for (auto a = first; a != last; ++a) {
          for (auto b = a + 1; b != last; ++b) blocks_.pairs.emplace_back(a->second, b->second);
        }
      } else {
        large.insert(large.end(), first, last);
      }
      first = last;
    }
    return large;
  }

  // Divides large blocks by field `g`. Its own small blocks were already used completely.
  void Divide(const std::vector<Member>& large, size_t g) {
    std::vector<Member> members;
    for (const auto& [key, i] : large) {
      for (const Key other : keys_[g][i]) members.emplace_back(absl::HashOf(key, other), i);
    }
    const std::vector<Member> left = Take(members);
    for (size_t i = 0; i < left.size(); ++i) blocks_.left_out += i == 0 || left[i].first != left[i - 1].first ? 1 : 0;
  }

  size_t largest_;
  std::vector<std::vector<std::vector<Key>>> keys_;  // by field and record
  Blocks blocks_;
};

}  // namespace

std::vector<std::string> FieldKeys(Kind kind, const Value& value) {
  switch (kind) {
    case Kind::kName:
      return NameKeys(value.name);
    case Kind::kDate:
      return DateKeys(value.date);
    case Kind::kNumber:
      return NumberKeys(value.text);
    case Kind::kMeasure:
      return {};
    case Kind::kCategory:
      return {value.text};
    default:
      break;
  }
  std::vector<std::string> keys = {absl::StrCat("t", value.text)};
  for (const std::string& word : value.words) {
    if (word.size() >= kShortestWord) keys.push_back(absl::StrCat("w", word));
  }
  return keys;
}

Blocks BlockPairs(const std::vector<Field>& fields, const std::vector<Record>& records, const Blocking& blocking) {
  return Blocker(fields, records, blocking.largest).Run();
}

}  // namespace liandong::matching
