#include "shared/client/peers.h"

#include <grpcpp/create_channel.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "shared/base/status_macros.h"
#include "shared/client/liveness.h"
#include "shared/limits/limits.h"
#include "shared/telemetry/trace.h"

namespace liandong::client {
namespace {

// Every call to a peer is a read or has a request_id, so it may be repeated. CANCELLED means that the server was just
// stopping, since this process cancels no calls.
constexpr char kServiceConfig[] = R"({
  "loadBalancingConfig": [{"round_robin": {}}],
  "methodConfig": [{
    "name": [{}],
    "retryPolicy": {
      "maxAttempts": 3,
      "initialBackoff": "0.05s",
      "maxBackoff": "0.5s",
      "backoffMultiplier": 2,
      "retryableStatusCodes": ["UNAVAILABLE", "CANCELLED"]
    }
  }]
})";
// A peer that returns is reconnected within this time.
constexpr int kReconnectMillis = 500;

std::string Joined(const grpc::ByteBuffer& buffer) {
  std::vector<grpc::Slice> slices;
  std::string bytes;
  if (!buffer.Dump(&slices).ok()) return bytes;
  for (const grpc::Slice& slice : slices) {
    bytes.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
  }
  return bytes;
}

// A refusal from this suite keeps its reason. Any other error means that the data source did not answer.
absl::Status Refusal(const grpc::Status& status) {
  absl::Status refusal = errors::FromWire(status.error_code(), status.error_message(), status.error_details());
  if (errors::ReasonOf(refusal) != contract::v1::ERROR_REASON_UNSPECIFIED && !absl::IsUnavailable(refusal))
    return refusal;
  return errors::Refuse(contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE);
}

}  // namespace

Peers::Peers(const identity::TlsFiles& files, const std::map<law::Service, std::string>& addresses) {
  for (const auto& [service, address] : addresses) {
    grpc::ChannelArguments arguments;
    arguments.SetServiceConfigJSON(kServiceConfig);
    arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kReconnectMillis);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectMillis);
    NoticeVanished(arguments);
    arguments.SetMaxReceiveMessageSize(limits::kMaxMessageBytes);
    stubs_[service] = std::make_unique<grpc::GenericStub>(
        grpc::CreateCustomChannel(address, identity::ChannelCredentials(files, service), arguments));
  }
}

absl::StatusOr<std::string> Peers::Invoke(law::Service service, const std::string& method, const std::string& request,
                                          law::Clause purpose, absl::Time deadline) {
  const auto stub = stubs_.find(service);
  if (stub == stubs_.end()) return errors::Refuse(contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE);
  grpc::ByteBuffer received;
  const grpc::Status status = Exchange(*stub->second, method, request, purpose, deadline, received);
  if (!status.ok()) return Refusal(status);
  return Joined(received);
}

grpc::Status Peers::Exchange(grpc::GenericStub& stub, const std::string& method, const std::string& request,
                             law::Clause purpose, absl::Time deadline, grpc::ByteBuffer& reply) {
  grpc::ClientContext context;
  const absl::Time latest = std::min(deadline - limits::kDeadlineMargin, absl::Now() + limits::kPeerDeadline);
  context.set_deadline(absl::ToChronoTime(latest));
  if (purpose != contract::v1::CLAUSE_UNSPECIFIED) context.AddMetadata("ld-purpose", law::ClauseSlug(purpose));
  const telemetry::Trace* const trace = telemetry::CurrentTrace();
  context.AddMetadata("traceparent",
                      telemetry::TraceparentWithin(trace != nullptr ? *trace : telemetry::BeginSpan(std::nullopt)));
  const grpc::Slice slice(request);
  const grpc::ByteBuffer sent(&slice, 1);
  grpc::Status status;
  absl::Notification done;
  stub.UnaryCall(&context, method, grpc::StubOptions(), &sent, &reply, [&](const grpc::Status& result) {
    status = result;
    done.Notify();
  });
  done.WaitForNotification();
  return status;
}

absl::Status Peers::Deliver(const outbox::Message& message) {
  const auto cause = telemetry::ParseTraceparent(message.traceparent);
  const telemetry::TraceScope scope(cause.has_value() ? &*cause : nullptr);
  const auto stub = stubs_.find(message.target);
  if (stub == stubs_.end()) return errors::Refuse(contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE);
  grpc::ByteBuffer reply;
  const grpc::Status status =
      Exchange(*stub->second, message.method, message.request, message.purpose, absl::InfiniteFuture(), reply);
  if (status.ok()) return absl::OkStatus();
  return errors::FromWire(status.error_code(), status.error_message(), status.error_details());
}

}  // namespace liandong::client
