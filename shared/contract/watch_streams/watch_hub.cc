#include "shared/contract/watch_streams/watch_hub.h"

#include <utility>

#include "absl/time/time.h"
#include "shared/limits/limits.h"

namespace liandong::contract {
namespace {

constexpr absl::Duration kLook = absl::Seconds(1);

}  // namespace

WatchHub::WatchHub() : thread_([this] { Run(); }) {}

WatchHub::~WatchHub() { Stop(); }

void WatchHub::Wait(Sleeper* sleeper, int64_t seen) {
  absl::MutexLock lock(&mutex_);
  waiting_.push_back({sleeper, seen});
  if (seen != changes_) late_ = true;
}

int64_t WatchHub::Changes() const {
  absl::MutexLock lock(&mutex_);
  return changes_;
}

bool WatchHub::Enter(const std::string& owner) {
  absl::MutexLock lock(&mutex_);
  if (stopping_ || streams_ >= limits::kMaxStreams) return false;
  int& of_owner = streams_of_[owner];
  if (of_owner >= limits::kMaxStreamsOfAgency) return false;
  ++of_owner;
  ++streams_;
  return true;
}

void WatchHub::Leave(const std::string& owner) {
  absl::MutexLock lock(&mutex_);
  --streams_;
  const auto found = streams_of_.find(owner);
  if (--found->second == 0) streams_of_.erase(found);
}

void WatchHub::Close() {
  absl::MutexLock lock(&mutex_);
  stopping_ = true;
}

void WatchHub::Stop() {
  Close();
  if (thread_.joinable()) thread_.join();
}

bool WatchHub::stopping() const {
  absl::MutexLock lock(&mutex_);
  return stopping_;
}

void WatchHub::Committed() {
  absl::MutexLock lock(&mutex_);
  ++changes_;
}

void WatchHub::Run() {
  while (true) {
    std::vector<Waiting> woken;
    int64_t changes = 0;
    {
      absl::MutexLock lock(&mutex_);
      const auto due = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
        return stopping_ || (!waiting_.empty() && (late_ || changes_ != served_));
      };
      mutex_.AwaitWithTimeout(absl::Condition(&due), kLook);
      // The last streams leave before the thread ends.
      if (stopping_ && streams_ == 0) return;
      woken = std::exchange(waiting_, {});
      changes = served_ = changes_;
      late_ = false;
    }
    for (const Waiting& one : woken) one.sleeper->Wake(one.seen != changes);
    if (woken.empty()) {
      // Streams that are ending need a moment, so the loop must not spin.
      absl::MutexLock lock(&mutex_);
      const auto gone = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
        return !stopping_ || streams_ == 0 || !waiting_.empty();
      };
      mutex_.AwaitWithTimeout(absl::Condition(&gone), kLook);
    }
  }
}

}  // namespace liandong::contract
