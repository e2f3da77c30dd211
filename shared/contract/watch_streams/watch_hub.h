#pragma once

#include <map>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/mutex.h"
#include "shared/store/database.h"

namespace liandong::contract {

// Lets streams wait for the next commit.
class WatchHub : public store::BatchHook {
 public:
  class Sleeper {
   public:
    virtual ~Sleeper() = default;
    // Called once per wait on the hub's thread; must not block. `changed` tells whether there was a commit since the
    // wait began.
    virtual void Wake(bool changed) = 0;
  };

  WatchHub();
  ~WatchHub() override;

  // Wakes the sleeper at the next commit, or after a second so that it can check whether its caller is still permitted.
  // `seen` is the value of Changes() before the sleeper last read: a commit since then wakes it at once.
  void Wait(Sleeper* sleeper, int64_t seen);
  int64_t Changes() const;

  // Counts open streams. Returns false if there are too many, or too many of this owner (`court@500119`).
  bool Enter(const std::string& owner);
  void Leave(const std::string& owner);

  // Wakes all sleepers. From now on stopping() is true and all streams must leave. Does not wait.
  void Close();
  // Closes the hub and waits until the last stream has left. The server must have ended the streams whose clients do
  // not read.
  void Stop();
  bool stopping() const;

  absl::Status BeforeCommit(store::Tx&) override { return absl::OkStatus(); }
  void Committed() override;
  void Aborted() override {}

 private:
  struct Waiting {
    Sleeper* sleeper;
    int64_t seen;
  };

  void Run();

  mutable absl::Mutex mutex_;
  std::vector<Waiting> waiting_ ABSL_GUARDED_BY(mutex_);
  int64_t changes_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t served_ ABSL_GUARDED_BY(mutex_) = 0;
  bool late_ ABSL_GUARDED_BY(mutex_) = false;
  int streams_ ABSL_GUARDED_BY(mutex_) = 0;
  std::map<std::string, int> streams_of_ ABSL_GUARDED_BY(mutex_);
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace liandong::contract
