#include "shared/contract/watch_streams/watch_hub.h"

#include <gtest/gtest.h>

#include <atomic>
#include <memory>

#include "absl/synchronization/notification.h"
#include "shared/limits/limits.h"

namespace liandong::contract {
namespace {

constexpr char kCourt[] = "court@500119";

TEST(WatchHub, AnAgencyLeavesRoomForTheOthers) {
  WatchHub hub;
  for (int i = 0; i < limits::kMaxStreamsOfAgency; ++i) EXPECT_TRUE(hub.Enter(kCourt, "key"));
  EXPECT_FALSE(hub.Enter(kCourt, "key"));
  EXPECT_TRUE(hub.Enter("court@500118", "key"));
  hub.Leave(kCourt, "key");
  EXPECT_TRUE(hub.Enter(kCourt, "key"));
  for (int i = 0; i < limits::kMaxStreamsOfAgency; ++i) hub.Leave(kCourt, "key");
  hub.Leave("court@500118", "key");
}

TEST(WatchHub, TheNumberOfStreamsIsLimited) {
  WatchHub hub;
  for (int i = 0; i < limits::kMaxStreams; ++i) EXPECT_TRUE(hub.Enter(std::to_string(i), "key"));
  EXPECT_FALSE(hub.Enter("one more", "key"));
  for (int i = 0; i < limits::kMaxStreams; ++i) hub.Leave(std::to_string(i), "key");
}

// Counts the times it was woken because of an event. Waits again when the hub only looks after it.
class Stream : public WatchHub::Sleeper {
 public:
  Stream(WatchHub* hub, std::string key) : hub_(hub), key_(std::move(key)) { EXPECT_TRUE(hub_->Enter(kCourt, key_)); }
  ~Stream() override { hub_->Leave(kCourt, key_); }

  void Wait(int64_t seen) { hub_->Wait(this, key_, seen); }
  void Wake(bool changed) override {
    if (!changed) return;
    ++woken_;
    changed_.Notify();
  }
  bool WaitUntilWoken() { return changed_.WaitForNotificationWithTimeout(absl::Seconds(10)); }
  int woken() const { return woken_; }

 private:
  WatchHub* hub_;
  const std::string key_;
  std::atomic<int> woken_ = 0;
  absl::Notification changed_;
};

TEST(WatchHub, AnEventWakesOnlyTheStreamsWithItsKey) {
  WatchHub hub;
  Stream own(&hub, "clue/owner/court@500119");
  Stream other(&hub, "clue/owner/court@500118");
  own.Wait(hub.Changes());
  other.Wait(hub.Changes());
  hub.Notify({"clue/owner/court@500119", "clue/within/500119"});
  EXPECT_TRUE(own.WaitUntilWoken());
  EXPECT_EQ(other.woken(), 0);
}

TEST(WatchHub, AnEventBetweenTheReadingAndTheWaitWakesAtOnce) {
  WatchHub hub;
  Stream stream(&hub, "key");
  const int64_t seen = hub.Changes();
  hub.Notify({"key"});
  stream.Wait(seen);
  EXPECT_TRUE(stream.WaitUntilWoken());
}

TEST(WatchHub, AnotherKeysEventBetweenTheReadingAndTheWaitDoesNotWake) {
  WatchHub hub;
  Stream stream(&hub, "key");
  Stream other(&hub, "other");
  const int64_t seen = hub.Changes();
  hub.Notify({"other"});
  stream.Wait(seen);
  other.Wait(seen);
  EXPECT_TRUE(other.WaitUntilWoken());
  EXPECT_EQ(stream.woken(), 0);
}

}  // namespace
}  // namespace liandong::contract
