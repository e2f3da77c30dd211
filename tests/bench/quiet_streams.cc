#include "tests/bench/quiet_streams.h"

#include <cstdio>
#include <cstdlib>

#include "tests/bench/connect.h"

namespace liandong::bench {
namespace {

// Participants of 六(九) that report nothing here. Each has fewer streams than one agency may have.
constexpr const char* kAgencies[] = {"court", "procuratorate", "justice-bureau", "civil-affairs", "womens-federation"};
constexpr char kPurpose[] = "6-9";

}  // namespace

QuietStreams::QuietStreams(const std::string& pki, const std::string& address, int count) {
  for (const char* agency : kAgencies) {
    stubs_.push_back(clue::v1::ClueService::NewStub(ConnectAs(pki, agency, address)));
  }
  for (int i = 0; i < count; ++i) {
    auto stream = std::make_unique<Stream>();
    stream->context.AddMetadata("ld-purpose", kPurpose);
    stream->reader = stubs_[i % stubs_.size()]->WatchClues(&stream->context, {});
    stream->reader->WaitForInitialMetadata();
    streams_.push_back(std::move(stream));
  }
}

QuietStreams::~QuietStreams() {
  for (auto& stream : streams_) stream->context.TryCancel();
  for (auto& stream : streams_) {
    const grpc::Status status = stream->reader->Finish();
    if (status.error_code() == grpc::StatusCode::CANCELLED) continue;
    std::fprintf(stderr, "bench: a stream ended: %d %s\n", status.error_code(), status.error_message().c_str());
    std::_Exit(1);
  }
}

}  // namespace liandong::bench
