#pragma once

#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace liandong::contract {

// Lets streams wait for the events that reach them. A stream waits under a key (records::WatchKey), and only events
// with that key wake it, so that the others cost it nothing.
class WatchHub {
 public:
  class Sleeper {
   public:
    virtual ~Sleeper() = default;
    // Called once per wait on the hub's thread; must not block. `changed` tells whether there were events since the
    // wait began.
    virtual void Wake(bool changed) = 0;
  };

  WatchHub();
  ~WatchHub();

  // Wakes the sleeper at the next event with the key, or after a second so that it can check whether its caller is
  // still permitted. `seen` is the value of Changes() before the sleeper last read: an event since then wakes it at
  // once. The sleeper must have entered with the key.
  void Wait(Sleeper* sleeper, const std::string& key, int64_t seen);
  int64_t Changes() const;

  // There are events with these keys.
  void Notify(const std::vector<std::string>& keys);

  // Counts open streams. Returns false if there are too many, or too many of this owner (`court@500119`).
  bool Enter(const std::string& owner, const std::string& key);
  void Leave(const std::string& owner, const std::string& key);

  // Wakes all sleepers. From now on stopping() is true and all streams must leave. Does not wait.
  void Close();
  // Closes the hub and waits until the last stream has left. The server must have ended the streams whose clients do
  // not read.
  void Stop();
  bool stopping() const;

 private:
  // The streams of one key.
  struct Channel {
    int streams = 0;
    int64_t changed = 0;  // the value of changes_ after the last event
    std::vector<Sleeper*> waiting;
  };

  void Run();
  // Waits until somebody is to be woken, or a look is due, or the hub stops.
  void Await() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  std::vector<Sleeper*> TakeAllWaiting() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  mutable absl::Mutex mutex_;
  absl::flat_hash_map<std::string, Channel> channels_ ABSL_GUARDED_BY(mutex_);
  std::vector<Sleeper*> changed_ ABSL_GUARDED_BY(mutex_);  // those to be woken
  int64_t changes_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Time next_look_ ABSL_GUARDED_BY(mutex_);
  int streams_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<std::string, int> streams_of_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace liandong::contract
