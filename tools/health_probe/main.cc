// health-probe: asks a process for its health, for container runtimes that can only run a program.
#include <grpcpp/create_channel.h>
#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/impl/codegen/proto_utils.h>
#include <grpcpp/security/credentials.h>

#include <cstdio>
#include <string>

#include "absl/flags/flag.h"
#include "absl/synchronization/notification.h"
#include "absl/time/clock.h"
#include "grpc/health/v1/health.pb.h"
#include "shared/command_line/command_line.h"

ABSL_FLAG(std::string, address, "127.0.0.1:8400", "The --probe_address of the service process.");
ABSL_FLAG(std::string, service, "", "What to check. Empty: the process accepts calls. live: the process runs.");
ABSL_FLAG(absl::Duration, timeout, absl::Seconds(2), "How long to wait for the answer.");

namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

grpc::Status Ask(HealthCheckResponse& reply) {
  grpc::TemplatedGenericStub<HealthCheckRequest, HealthCheckResponse> stub(
      grpc::CreateChannel(absl::GetFlag(FLAGS_address), grpc::InsecureChannelCredentials()));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::GetFlag(FLAGS_timeout)));
  HealthCheckRequest request;
  request.set_service(absl::GetFlag(FLAGS_service));
  grpc::Status status;
  absl::Notification done;
  stub.UnaryCall(&context, "/grpc.health.v1.Health/Check", grpc::StubOptions(), &request, &reply,
                 [&](const grpc::Status& result) {
                   status = result;
                   done.Notify();
                 });
  done.WaitForNotification();
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(
      argc, argv, "Asks a service process for its health. Exit code 0 if it is healthy, 1 if not.");
  HealthCheckResponse reply;
  const grpc::Status status = Ask(reply);
  std::printf("%s\n", status.ok() ? HealthCheckResponse::ServingStatus_Name(reply.status()).c_str()
                                  : status.error_message().c_str());
  return status.ok() && reply.status() == HealthCheckResponse::SERVING ? 0 : 1;
}
