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

// What a caller gets back.
struct Outcome {
  int code = 0;                     // gRPC status code
  std::string message;              // of a refusal
  std::string reason;               // ErrorInfo.reason
  std::string clause;               // ErrorInfo.metadata["clause"]
  std::vector<std::string> fields;  // paths of BadRequest, each with what is wrong there
  std::string withheld;             // `ld-withheld`
  nlohmann::json reply;             // of an OK call
};

std::string CodeName(int code);

// What the details of a refusal say, a serialized google.rpc.Status.
void ReadDetails(const std::string& bytes, Outcome& outcome);

// An empty request of `clue/ReportClue`. NOT_FOUND if there is no such method.
absl::StatusOr<std::unique_ptr<google::protobuf::Message>> NewRequest(const std::string& method);

struct Request {
  std::string agency;  // slug: whose certificate
  std::string method;  // `clue/ReportClue`
  nlohmann::json body;
  std::string purpose;  // `ld-purpose`, may be empty
  std::string operator_id;
};

// Calls the suite as its agencies do, with the certificates of a PKI directory. Thread-safe.
class Caller {
 public:
  // `targets` by service: `clue` → `127.0.0.1:7401`. `server_name` is what servers' certificates name; empty: what the
  // target does. Development certificates name this host; a list of replicas is no name that a certificate could have.
  Caller(std::string pki, std::map<std::string, std::string> targets, std::string server_name = "localhost")
      : pki_(std::move(pki)), targets_(std::move(targets)), server_name_(std::move(server_name)) {}

  // INVALID_ARGUMENT if the method is not there or the body is no JSON form of its request. `timeout` of one attempt.
  absl::StatusOr<Outcome> Call(const Request& request, absl::Duration timeout);

  // Over which the agency calls the service.
  absl::StatusOr<std::shared_ptr<grpc::Channel>> ChannelTo(const std::string& agency, const std::string& service);

  // Does not wait; `done` runs on a gRPC thread.
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
