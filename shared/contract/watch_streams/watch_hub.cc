#include "shared/contract/watch_streams/watch_hub.h"

#include <utility>

#include "absl/time/clock.h"
#include "shared/limits/limits.h"

namespace liandong::contract {
namespace {

constexpr absl::Duration kLook = absl::Seconds(1);
// While the last streams end.
constexpr absl::Duration kEnding = absl::Milliseconds(10);

}  // namespace

WatchHub::WatchHub() : next_look_(absl::Now() + kLook), thread_([this] { Run(); }) {}

WatchHub::~WatchHub() { Stop(); }

void WatchHub::Wait(Sleeper* sleeper, const std::string& key, int64_t seen) {
  absl::MutexLock lock(&mutex_);
  Channel& channel = channels_[key];
  (channel.changed > seen ? changed_ : channel.waiting).push_back(sleeper);
}

int64_t WatchHub::Changes() const {
  absl::MutexLock lock(&mutex_);
  return changes_;
}

void WatchHub::Notify(const std::vector<std::string>& keys) {
  absl::MutexLock lock(&mutex_);
  if (streams_ == 0) return;
  ++changes_;
  for (const std::string& key : keys) {
    const auto found = channels_.find(key);
    if (found == channels_.end()) continue;
    found->second.changed = changes_;
    const std::vector<Sleeper*> woken = std::exchange(found->second.waiting, {});
    changed_.insert(changed_.end(), woken.begin(), woken.end());
  }
}

bool WatchHub::Enter(const std::string& owner, const std::string& key) {
  absl::MutexLock lock(&mutex_);
  if (stopping_ || streams_ >= limits::kMaxStreams) return false;
  // Admission control charges a stream when it begins, and thereby limits how often one begins. This limits how many
  // stay open, which cost memory and wake-ups for as long as they last: what is charged once cannot express that.
  int& of_owner = streams_of_[owner];
  if (of_owner >= limits::kMaxStreamsOfAgency) return false;
  ++of_owner;
  ++streams_;
  ++channels_[key].streams;
  return true;
}

void WatchHub::Leave(const std::string& owner, const std::string& key) {
  absl::MutexLock lock(&mutex_);
  --streams_;
  const auto channel = channels_.find(key);
  if (--channel->second.streams == 0) channels_.erase(channel);
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

void WatchHub::Await() {
  const auto due = [this]() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) { return stopping_ || !changed_.empty(); };
  mutex_.AwaitWithDeadline(absl::Condition(&due), next_look_);
}

std::vector<WatchHub::Sleeper*> WatchHub::TakeAllWaiting() {
  std::vector<Sleeper*> all;
  for (auto& [key, channel] : channels_) {
    all.insert(all.end(), channel.waiting.begin(), channel.waiting.end());
    channel.waiting.clear();
  }
  return all;
}

void WatchHub::Run() {
  while (true) {
    std::vector<Sleeper*> changed;
    std::vector<Sleeper*> looking;
    {
      absl::MutexLock lock(&mutex_);
      Await();
      // The last streams leave before the thread ends.
      if (stopping_ && streams_ == 0) return;
      changed = std::exchange(changed_, {});
      if (stopping_ || absl::Now() >= next_look_) {
        looking = TakeAllWaiting();
        next_look_ = absl::Now() + kLook;
      }
    }
    for (Sleeper* one : changed) one->Wake(true);
    for (Sleeper* one : looking) one->Wake(false);
    if (stopping() && changed.empty() && looking.empty()) absl::SleepFor(kEnding);
  }
}

}  // namespace liandong::contract
