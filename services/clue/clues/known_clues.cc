#include "services/clue/clues/known_clues.h"

namespace liandong::clue {
namespace {

// Some kilobytes each.
constexpr size_t kMost = 4096;
constexpr absl::Duration kKept = absl::Hours(1);

}  // namespace

std::shared_ptr<const rules::Told> KnownClues::Find(absl::string_view id) const {
  const absl::ReaderMutexLock lock(&mutex_);
  const auto found = clues_.find(id);
  return found == clues_.end() ? nullptr : found->second.told;
}

void KnownClues::Add(const std::string& id, std::shared_ptr<const rules::Told> told, absl::Time now) {
  const absl::MutexLock lock(&mutex_);
  const bool added = clues_.try_emplace(id, Kept{std::move(told), now + kKept}).second;
  if (added) order_.push_back(id);
  while (!order_.empty() && (order_.size() > kMost || clues_.at(order_.front()).until < now)) {
    clues_.erase(order_.front());
    order_.pop_front();
  }
}

}  // namespace liandong::clue
