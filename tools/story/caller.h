#pragma once

#include <google/protobuf/message.h>
#include <grpcpp/generic/generic_stub.h>

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace liandong::story {

// The result of a call.
struct Outcome {
  int code = 0;                     // gRPC status code
  std::string message;              // text of a refusal
  std::string reason;               // ErrorInfo.reason
  std::string clause;               // ErrorInfo.metadata["clause"]
  absl::Duration retry_delay;       // RetryInfo: when the same call may succeed; 0 if the refusal does not say
  std::vector<std::string> fields;  // paths of BadRequest, each with its description
  std::string withheld;             // `ld-withheld`
  nlohmann::json reply;             // reply of an OK call
};

std::string CodeName(int code);

// Whether admission control turned the call away, so that the same request may succeed after `retry_delay`.
bool IsTurnedAway(const Outcome& outcome);

// Parses the details of a refusal, a serialized google.rpc.Status.
void ReadDetails(const std::string& bytes, Outcome& outcome);

// An empty request of `clue/ReportClue`. NOT_FOUND if there is no such method.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> NewRequest(const std::string& method);

struct Request {
  std::string agency;  // slug of the agency whose certificate is used
  std::string method;  // `clue/ReportClue`
  nlohmann::json body;
  std::string purpose;  // `ld-purpose`, may be empty
  std::string operator_id;
};

// Calls the suite as its agencies do, with the certificates in a PKI directory. Thread-safe.
class Caller {
 public:
  // `targets` by service: `clue` → `127.0.0.1:7401`. `server_name` is the host name in the servers' certificates;
  // empty: the host of the target. Development certificates name localhost, because a certificate cannot contain a list
  // of replicas.
  Caller(std::string pki, std::map<std::string, std::string> targets, std::string server_name = "localhost")
      : pki_(std::move(pki)), targets_(std::move(targets)), server_name_(std::move(server_name)) {}

  // INVALID_ARGUMENT if the method does not exist or the body is not a JSON form of its request. `timeout` limits one
  // attempt.
  absl::StatusOr<Outcome> Call(const Request& request, absl::Duration timeout);

  // The channel over which the agency calls the service.
  absl::StatusOr<std::shared_ptr<grpc::Channel>> ChannelTo(const std::string& agency, const std::string& service);

  // Does not wait. `done` runs on a gRPC thread.
  absl::Status Start(const Request& request, absl::Duration timeout, std::function<void(Outcome)> done);

 private:
  const std::string pki_;
  const std::map<std::string, std::string> targets_;
  const std::string server_name_;
  absl::Mutex mutex_;
  std::map<std::string, std::shared_ptr<grpc::Channel>> channels_ ABSL_GUARDED_BY(mutex_);
};

// Whether the method's request has a request_id.
bool TakesRequestId(const std::string& method);

}  // namespace liandong::story
