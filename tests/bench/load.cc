#include "tests/bench/load.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "tests/bench/processor_time.h"

namespace liandong::bench {
namespace {

class Runner {
 public:
  Runner(const Load& load, const std::vector<std::shared_ptr<grpc::Channel>>& channels) : load_(load) {
    for (const auto& channel : channels) stubs_.push_back(std::make_unique<grpc::GenericStub>(channel));
  }

  Measured Run() {
    open_ = load_.outstanding;
    for (int i = 0; i < load_.outstanding; ++i) Send(i);
    std::thread later([this] { RunLater(); });
    absl::SleepFor(load_.warm_up);
    const absl::Duration server_before = ServerTime();
    const absl::Duration database_before = DatabaseTime();
    const absl::Time start = absl::Now();
    measuring_ = true;
    absl::SleepFor(load_.duration);
    measuring_ = false;
    const absl::Duration took = absl::Now() - start;
    const absl::Duration server = ServerTime() - server_before;
    const absl::Duration database = DatabaseTime() - database_before;
    {
      absl::MutexLock lock(&mutex_);
      stopping_ = true;
    }
    later.join();
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(
        +[](Runner* self) ABSL_EXCLUSIVE_LOCKS_REQUIRED(self->mutex_) { return self->open_ == 0; }, this));
    return Summary(took, server, database);
  }

 private:
  struct Call {
    grpc::ClientContext context;
    grpc::ByteBuffer sent;
    grpc::ByteBuffer received;
    absl::Time start;
  };

  absl::Duration ServerTime() const {
    absl::Duration time;
    for (const int server : load_.servers) time += ProcessorTime(server);
    return time;
  }

  absl::Duration DatabaseTime() const {
    return load_.database == 0 ? absl::ZeroDuration() : ProcessorTime(load_.database);
  }

  void Send(int slot) {
    auto* call = new Call;
    const size_t channel = static_cast<size_t>(slot) % stubs_.size();
    const grpc::Slice slice(load_.request(channel));
    call->sent = grpc::ByteBuffer(&slice, 1);
    call->context.AddMetadata("ld-purpose", load_.purpose);
    call->context.AddMetadata("ld-operator", "BENCH-1");
    call->start = absl::Now();
    stubs_[channel]->UnaryCall(&call->context, load_.method, grpc::StubOptions(), &call->sent, &call->received,
                               [this, call, slot](const grpc::Status& status) { Done(call, slot, status); });
  }

  void Done(Call* call, int slot, const grpc::Status& status) {
    const absl::Duration latency = absl::Now() - call->start;
    delete call;
    const bool turned_away = status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED;
    {
      absl::MutexLock lock(&mutex_);
      if (measuring_) Count(latency, status);
      if (stopping_) {
        --open_;
        return;
      }
      if (turned_away) {
        later_.emplace(absl::Now() + load_.retry, slot);
        return;
      }
    }
    Send(slot);
  }

  void Count(absl::Duration latency, const grpc::Status& status) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    if (status.ok()) {
      latencies_.push_back(latency);
    } else {
      ++(status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED ? turned_away_ : failures_);
    }
  }

  // Sends calls that were turned away again when their time has come.
  void RunLater() {
    while (true) {
      std::vector<int> due;
      {
        absl::MutexLock lock(&mutex_);
        if (stopping_) {
          open_ -= static_cast<int>(later_.size());
          later_.clear();
          return;
        }
        while (!later_.empty() && later_.begin()->first <= absl::Now()) {
          due.push_back(later_.begin()->second);
          later_.erase(later_.begin());
        }
      }
      for (const int slot : due) Send(slot);
      absl::SleepFor(absl::Milliseconds(5));
    }
  }

  Measured Summary(absl::Duration took, absl::Duration server, absl::Duration database)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_) {
    Measured measured;
    measured.calls = static_cast<int64_t>(latencies_.size());
    measured.failures = failures_;
    measured.turned_away = turned_away_;
    if (latencies_.empty()) return measured;
    std::sort(latencies_.begin(), latencies_.end());
    measured.rate = static_cast<double>(latencies_.size()) / absl::ToDoubleSeconds(took);
    measured.p50 = latencies_[latencies_.size() / 2];
    measured.p99 = latencies_[latencies_.size() * 99 / 100];
    measured.server_micros = absl::ToDoubleMicroseconds(server) / static_cast<double>(latencies_.size());
    measured.database_micros = absl::ToDoubleMicroseconds(database) / static_cast<double>(latencies_.size());
    return measured;
  }

  const Load& load_;
  std::vector<std::unique_ptr<grpc::GenericStub>> stubs_;
  std::atomic<bool> measuring_ = false;
  std::atomic<bool> stopping_ = false;
  absl::Mutex mutex_;
  int open_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t failures_ ABSL_GUARDED_BY(mutex_) = 0;
  int64_t turned_away_ ABSL_GUARDED_BY(mutex_) = 0;
  std::multimap<absl::Time, int> later_ ABSL_GUARDED_BY(mutex_);  // slots by the time at which they continue
  std::vector<absl::Duration> latencies_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

Measured Run(const Load& load, const std::vector<std::shared_ptr<grpc::Channel>>& channels) {
  return Runner(load, channels).Run();
}

}  // namespace liandong::bench
