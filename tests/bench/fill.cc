#include "tests/bench/fill.h"

#include <grpcpp/grpcpp.h>

#include <cstdio>
#include <cstdlib>

#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "liandong/clue/v1/clue_service.grpc.pb.h"

namespace liandong::bench {
namespace {

constexpr size_t kAtOnce = 128;
constexpr absl::Duration kPause = absl::Milliseconds(100);

class Filler {
 public:
  Filler(const std::vector<std::shared_ptr<grpc::Channel>>& channels, Reports& reports, int records)
      : reports_(reports), left_(records), names_(channels.size()) {
    for (const auto& channel : channels) stubs_.push_back(clue::v1::ClueService::NewStub(channel));
  }

  std::vector<std::vector<std::string>> Run() {
    for (size_t slot = 0; slot < kAtOnce; ++slot) Continue(slot % stubs_.size());
    absl::MutexLock lock(&mutex_);
    mutex_.Await(absl::Condition(
        +[](Filler* self) ABSL_EXCLUSIVE_LOCKS_REQUIRED(self->mutex_) { return self->open_ == 0; }, this));
    return std::move(names_);
  }

 private:
  struct Call {
    grpc::ClientContext context;
    clue::v1::ReportClueRequest request;
    clue::v1::Clue reply;
  };

  void Continue(size_t channel) {
    {
      absl::MutexLock lock(&mutex_);
      if (left_ == 0) return;
      --left_;
      ++open_;
    }
    Send(channel, reports_.Next());
  }

  void Send(size_t channel, clue::v1::ReportClueRequest request) {
    auto* call = new Call;
    call->request = std::move(request);
    call->context.AddMetadata("ld-purpose", kPurpose);
    call->context.AddMetadata("ld-operator", "BENCH-1");
    stubs_[channel]->async()->ReportClue(
        &call->context, &call->request, &call->reply,
        [this, call, channel](const grpc::Status& status) { Done(std::unique_ptr<Call>(call), channel, status); });
  }

  void Done(std::unique_ptr<Call> call, size_t channel, const grpc::Status& status) {
    if (status.error_code() == grpc::StatusCode::RESOURCE_EXHAUSTED) {
      absl::SleepFor(kPause);
      return Send(channel, std::move(call->request));
    }
    if (!status.ok()) {
      std::fprintf(stderr, "bench: a report failed: %d %s\n", status.error_code(), status.error_message().c_str());
      std::_Exit(1);
    }
    {
      absl::MutexLock lock(&mutex_);
      names_[channel].push_back(call->reply.name());
    }
    Continue(channel);
    absl::MutexLock lock(&mutex_);
    --open_;
  }

  Reports& reports_;
  std::vector<std::unique_ptr<clue::v1::ClueService::Stub>> stubs_;
  absl::Mutex mutex_;
  int left_ ABSL_GUARDED_BY(mutex_);
  int open_ ABSL_GUARDED_BY(mutex_) = 0;
  std::vector<std::vector<std::string>> names_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

std::vector<std::vector<std::string>> Fill(const std::vector<std::shared_ptr<grpc::Channel>>& channels,
                                           Reports& reports, int records) {
  return Filler(channels, reports, records).Run();
}

}  // namespace liandong::bench
