#pragma once

#include <grpcpp/generic/generic_stub.h>

#include <map>
#include <memory>
#include <string>
#include "absl/strings/string_view.h"

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/errors/errors.h"
#include "shared/identity/credentials.h"
#include "shared/outbox/outbox.h"

namespace liandong::client {

// Calls the suite's other services over mutual TLS. Thread-safe.
class Peers {
 public:
  // gRPC targets by service (`127.0.0.1:7401`). Calls use the addresses of a target in turn.
  Peers(const identity::TlsFiles& files, const std::map<law::Service, std::string>& addresses);

  // Calls and waits, at most until `deadline` or for the limit for peers. A peer's refusal keeps its reason. If a peer
  // does not answer, the result is SOURCE_UNAVAILABLE.
  absl::StatusOr<std::string> Invoke(law::Service service, const std::string& method, const std::string& request,
                                     law::Clause purpose, absl::Time deadline);

  template <typename Reply, typename Request>
  absl::StatusOr<Reply> Ask(law::Service service, const std::string& method, const Request& request,
                            law::Clause purpose, absl::Time deadline) {
    auto bytes = Invoke(service, method, request.SerializeAsString(), purpose, deadline);
    if (!bytes.ok()) return bytes.status();
    Reply reply;
    if (!reply.ParseFromString(*bytes)) return errors::Refuse(contract::v1::ERROR_REASON_SOURCE_UNAVAILABLE);
    return reply;
  }

  // Sends a message of the outbox. The receiver's answer stays as it is, also if it is not from this suite, because it
  // decides whether the message is sent again.
  absl::Status Deliver(const outbox::Message& message);

 private:
  // Waits for the reply. `deadline` as for Invoke.
  static grpc::Status Exchange(grpc::GenericStub& stub, const std::string& method, const std::string& request,
                               law::Clause purpose, absl::Time deadline, grpc::ByteBuffer& reply);

  std::map<law::Service, std::unique_ptr<grpc::GenericStub>> stubs_;
};

}  // namespace liandong::client
