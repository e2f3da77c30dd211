#include "tools/ledger_verify/live.h"

#include <grpcpp/grpcpp.h>

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "liandong/ledger/v1/ledger_service.grpc.pb.h"
#include "shared/base/status_macros.h"
#include "tools/text_file.h"

namespace liandong {
namespace {

using ledger::v1::LedgerService;

constexpr int kPage = 1000;
constexpr absl::Duration kPatience = absl::Seconds(20);

absl::Status Failed(const grpc::Status& status) {
  return absl::UnavailableError(absl::StrCat("the service did not answer: ", status.error_message()));
}

class LiveSource : public ledger::Source {
 public:
  LiveSource(std::unique_ptr<LedgerService::Stub> stub, std::string official)
      : stub_(std::move(stub)), official_(std::move(official)) {}

  absl::StatusOr<std::string> Checkpoint() override {
    ledger::v1::GetCheckpointResponse reply;
    const auto status = stub_->GetCheckpoint(NewContext().get(), {}, &reply);
    if (!status.ok()) return Failed(status);
    // Each call of this program adds an entry after the checkpoint, which the checkpoint does not cover.
    if (!reply.checkpoint().empty()) {
      LD_ASSIGN_OR_RETURN(const auto checkpoint, ledger::CheckpointIn(reply.checkpoint()));
      size_ = checkpoint.size;
    }
    return reply.checkpoint();
  }

  absl::Status Entries(int64_t start, absl::FunctionRef<void(int64_t, absl::string_view)> each) override {
    if (start >= size_) return absl::OkStatus();
    ledger::v1::ListEntriesRequest request;
    request.set_start(start);
    request.set_page_size(static_cast<int>(std::min<int64_t>(kPage, size_ - start)));
    ledger::v1::ListEntriesResponse reply;
    const auto status = stub_->ListEntries(NewContext().get(), request, &reply);
    if (!status.ok()) return Failed(status);
    for (const auto& entry : reply.entries()) {
      if (entry.index() < size_) each(entry.index(), entry.leaf());
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> StoredHash(int64_t) override {
    return absl::UnimplementedError("a running service does not reveal single hashes without a proof");
  }

 private:
  std::unique_ptr<grpc::ClientContext> NewContext() const {
    auto context = std::make_unique<grpc::ClientContext>();
    context->set_deadline(absl::ToChronoTime(absl::Now() + kPatience));
    context->AddMetadata("ld-purpose", "8-3");
    if (!official_.empty()) context->AddMetadata("ld-operator", official_);
    return context;
  }

  std::unique_ptr<LedgerService::Stub> stub_;
  const std::string official_;
  int64_t size_ = 0;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ledger::Source>> OpenLive(const std::string& address,
                                                         const LiveCredentials& credentials) {
  grpc::SslCredentialsOptions options;
  LD_ASSIGN_OR_RETURN(options.pem_root_certs, ReadFile(credentials.authorities));
  LD_ASSIGN_OR_RETURN(options.pem_cert_chain, ReadFile(credentials.certificate));
  LD_ASSIGN_OR_RETURN(options.pem_private_key, ReadFile(credentials.key));
  return std::make_unique<LiveSource>(
      LedgerService::NewStub(grpc::CreateChannel(address, grpc::SslCredentials(options))), credentials.official);
}

}  // namespace liandong
