#include "tests/bench/call_many.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>

#include <cstdio>
#include <cstdlib>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"

namespace liandong::bench {
namespace {

constexpr size_t kAtOnce = 128;
constexpr absl::Duration kPause = absl::Milliseconds(100);

std::string Text(const grpc::ByteBuffer& buffer) {
  grpc::Slice slice;
  if (!buffer.DumpToSingleSlice(&slice).ok()) return "";
  return std::string(reinterpret_cast<const char*>(slice.begin()), slice.size());
}

class Filler {
 public:
  Filler(const std::vector<std::shared_ptr<grpc::Channel>>& channels, const Calls& calls, int count)
      : calls_(calls), left_(count) {
    for (const auto& channel : channels) stubs_.push_back(std::make_unique<grpc::GenericStub>(channel));
  }

  void Run() {
    for (size_t slot = 0; slot < kAtOnce; ++slot) Continue(slot % stubs_.size());
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(
        +[](Filler* self) ABSL_EXCLUSIVE_LOCKS_REQUIRED(self->mutex_) { return self->open_ == 0; }, this));
  }

 private:
  struct Call {
    grpc::ClientContext context;
    grpc::ByteBuffer request;
    grpc::ByteBuffer reply;
  };

  void Continue(size_t channel) {
    {
      absl::MutexLock lock(&mutex_);
      if (left_ == 0) return;
      --left_;
      ++open_;
    }
    Send(channel, calls_.request());
  }

  void Send(size_t channel, const std::string& request) {
    auto* call = new Call;
    const grpc::Slice slice(request);
    call->request = grpc::ByteBuffer(&slice, 1);
    call->context.AddMetadata("ld-purpose", calls_.purpose);
    call->context.AddMetadata("ld-operator", "BENCH-1");
    stubs_[channel]->UnaryCall(&call->context, calls_.method, grpc::StubOptions(), &call->request, &call->reply,
                               [this, call, channel, request](const grpc::Status& status) {
                                 Done(std::unique_ptr<Call>(call), channel, request, status);
                               });
  }

  void Done(std::unique_ptr<Call> call, size_t channel, const std::string& request, const grpc::Status& status) {
    if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED) {
      absl::SleepFor(kPause);
      return Send(channel, request);
    }
    if (!status.ok()) {
      std::fprintf(stderr, "bench: %s failed: %d %s\n", calls_.method.c_str(), status.error_code(),
                   status.error_message().c_str());
      std::_Exit(1);
    }
    {
      absl::MutexLock lock(&mutex_);
      calls_.answered(channel, Text(call->reply));
    }
    Continue(channel);
    absl::MutexLock lock(&mutex_);
    --open_;
  }

  const Calls& calls_;
  std::vector<std::unique_ptr<grpc::GenericStub>> stubs_;
  absl::Mutex mutex_;
  int left_ ABSL_GUARDED_BY(mutex_);
  int open_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace

void CallMany(const std::vector<std::shared_ptr<grpc::Channel>>& channels, const Calls& calls, int count) {
  Filler(channels, calls, count).Run();
}

}  // namespace liandong::bench
