#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/clue/clues/repeat_rules.h"
#include "services/clue/clues/repeat_tokens.h"
#include "shared/records/search_blocks.h"

namespace liandong::clue {

// The latest clues by the keys under which they are stored, in memory, so that a report finds those it may repeat
// without reading the store. It contains no names, only parts of blind keys. A clue takes about half a kilobyte.
// The comparable forms of the latest clues are kept for an hour, not longer, because a clue may be erased. Thread-safe.
class RepeatIndex {
 public:
  // More clues than a district gets within rules::kRepeatWindow. Beyond it, the oldest are forgotten.
  static constexpr size_t kMost = size_t{1} << 18U;

  using Id = records::PackedId;
  struct Found {
    Id id;
    std::shared_ptr<const rules::ComparableClue> comparable;  // null if it must be read
  };

  // Without effect if the clue is there.
  void Add(const Id& id, absl::Span<const int64_t> tokens);
  bool Contains(const Id& id) const;
  // Remembers the comparable form of a clue, if the clue is there.
  void Remember(const Id& id, std::shared_ptr<const rules::ComparableClue> comparable, absl::Time now);
  // Removes the clues made before `since`.
  void Forget(absl::Time since);

  // Each clue once: of those under one key of the matter the latest, and for each person those that share the most and
  // the rarest keys.
  std::vector<Found> Find(const RepeatTokens& tokens) const;

 private:
  // Part of a token. That two tokens have the same part is rare, and only leads to one more comparison.
  using Key = uint32_t;
  // The number of a clue in the order of adding. Never reused.
  using Number = uint32_t;
  using Place = uint32_t;
  struct Posting {
    Key key;
    Number clue;
    Place next;  // an older one
  };
  struct Entry {
    Id id;
    std::shared_ptr<const rules::ComparableClue> comparable;
  };

  static Key KeyOf(int64_t token) { return static_cast<Key>(token); }
  Place& HeadOf(Key key) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return heads_[key & (heads_.size() - 1)]; }
  void Put(Key key, Number clue) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void Grow() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void ForgetFirst() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Newest first.
  std::vector<int64_t> Under(Key key) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  // Those of a key are linked, together with those of other keys with the same head.
  std::vector<Place> heads_ ABSL_GUARDED_BY(mutex_);
  std::vector<Posting> postings_ ABSL_GUARDED_BY(mutex_);
  std::vector<Place> free_ ABSL_GUARDED_BY(mutex_);
  std::deque<Entry> clues_ ABSL_GUARDED_BY(mutex_);
  Number first_ ABSL_GUARDED_BY(mutex_) = 0;  // of `clues_`
  absl::flat_hash_map<Id, Number> numbers_ ABSL_GUARDED_BY(mutex_);
  // The clues whose comparable forms are remembered, and until when.
  std::deque<std::pair<Number, absl::Time>> comparables_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace liandong::clue
