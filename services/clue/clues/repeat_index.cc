#include "services/clue/clues/repeat_index.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "shared/base/ids.h"
#include "shared/matching/tally.h"

namespace liandong::clue {
namespace {

constexpr uint32_t kNone = UINT32_MAX;
constexpr size_t kFirstHeads = 1024;
// Some kilobytes each.
constexpr size_t kMostComparable = 16384;
constexpr absl::Duration kKept = absl::Hours(1);
// A key keeps its latest clues. That there are more matters only for people, and from a lower number on.
constexpr size_t kKeptOfKey = rules::kRepeatsCompared;
static_assert(kKeptOfKey > matching::kLargestBlock);

}  // namespace

void RepeatIndex::Add(const Id& id, absl::Span<const int64_t> tokens) {
  const absl::MutexLock lock(&mutex_);
  const Number number = first_ + static_cast<Number>(clues_.size());
  if (!numbers_.try_emplace(id, number).second) return;
  clues_.push_back({id, nullptr});
  absl::flat_hash_set<Key> keys;
  for (const int64_t token : tokens) keys.insert(KeyOf(token));
  for (const Key key : keys) Put(key, number);
  if (clues_.size() > kMost) ForgetFirst();
}

bool RepeatIndex::Contains(const Id& id) const {
  const absl::ReaderMutexLock lock(&mutex_);
  return numbers_.contains(id);
}

void RepeatIndex::Remember(const Id& id, std::shared_ptr<const rules::ComparableClue> comparable, absl::Time now) {
  if (comparable == nullptr) return;
  const absl::MutexLock lock(&mutex_);
  const auto found = numbers_.find(id);
  if (found == numbers_.end()) return;
  std::shared_ptr<const rules::ComparableClue>& remembered = clues_[found->second - first_].comparable;
  if (remembered == nullptr) comparables_.emplace_back(found->second, now + kKept);
  remembered = std::move(comparable);
  while (!comparables_.empty() && (comparables_.size() > kMostComparable || comparables_.front().second < now)) {
    const Number number = comparables_.front().first;
    if (number >= first_) clues_[number - first_].comparable = nullptr;
    comparables_.pop_front();
  }
}

void RepeatIndex::Forget(absl::Time since) {
  const std::string least = base::LeastId(since);
  const absl::MutexLock lock(&mutex_);
  while (!clues_.empty() && records::Unpack(clues_.front().id) < least) ForgetFirst();
}

void RepeatIndex::ForgetFirst() {
  numbers_.erase(clues_.front().id);
  clues_.pop_front();
  ++first_;
}

void RepeatIndex::Put(Key key, Number clue) {
  if (postings_.size() - free_.size() >= heads_.size()) Grow();
  size_t same = 1;
  // Removes what is forgotten, and what the key keeps no longer.
  for (Place* link = &HeadOf(key); *link != kNone;) {
    const Posting& posting = postings_[*link];
    if (posting.clue < first_ || (posting.key == key && ++same > kKeptOfKey)) {
      free_.push_back(*link);
      *link = posting.next;
    } else {
      link = &postings_[*link].next;
    }
  }
  Place& head = HeadOf(key);
  const Posting added{key, clue, head};
  if (free_.empty()) {
    head = static_cast<Place>(postings_.size());
    postings_.push_back(added);
  } else {
    head = free_.back();
    free_.pop_back();
    postings_[head] = added;
  }
}

void RepeatIndex::Grow() {
  std::vector<Posting> kept;
  kept.reserve(postings_.size());
  for (const Place head : heads_) {
    for (Place at = head; at != kNone; at = postings_[at].next) {
      if (postings_[at].clue >= first_) kept.push_back(postings_[at]);
    }
  }
  const bool full = 2 * kept.size() >= heads_.size();
  heads_.assign(std::max(kFirstHeads, full ? 2 * heads_.size() : heads_.size()), kNone);
  // The newest are linked last, so that they come first.
  std::sort(kept.begin(), kept.end(), [](const Posting& a, const Posting& b) { return a.clue < b.clue; });
  postings_ = std::move(kept);
  free_.clear();
  for (size_t i = 0; i < postings_.size(); ++i) {
    postings_[i].next = std::exchange(HeadOf(postings_[i].key), static_cast<Place>(i));
  }
}

std::vector<int64_t> RepeatIndex::Under(Key key) const {
  std::vector<int64_t> clues;
  if (heads_.empty()) return clues;
  for (Place at = heads_[key & (heads_.size() - 1)]; at != kNone; at = postings_[at].next) {
    if (postings_[at].key == key && postings_[at].clue >= first_) clues.push_back(postings_[at].clue);
  }
  return clues;
}

std::vector<RepeatIndex::Found> RepeatIndex::Find(const RepeatTokens& tokens) const {
  const absl::ReaderMutexLock lock(&mutex_);
  std::vector<int64_t> numbers;
  for (const int64_t token : tokens.matter) {
    for (const int64_t clue : Under(KeyOf(token))) numbers.push_back(clue);
  }
  for (const std::vector<int64_t>& person : tokens.people) {
    matching::Tally tally;
    for (const int64_t token : person) tally.Add(Under(KeyOf(token)));
    for (const int64_t clue : tally.Best()) numbers.push_back(clue);
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  std::vector<Found> found;
  found.reserve(numbers.size());
  for (const int64_t number : numbers) {
    const Entry& entry = clues_[static_cast<Number>(number) - first_];
    found.push_back({entry.id, entry.comparable});
  }
  return found;
}

}  // namespace liandong::clue
