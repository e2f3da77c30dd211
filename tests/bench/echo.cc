#include "tests/bench/echo.h"

#include <grpcpp/grpcpp.h>

#include <csignal>

#include "shared/contract/dispatch/byte_service.h"
#include "tests/bench/connect.h"

namespace liandong::bench {
namespace {

class EchoService : public contract::ByteService {
 public:
  EchoService() {
    AddUnary(kEchoMethod,
             [](grpc::CallbackServerContext* context, const grpc::ByteBuffer* request, grpc::ByteBuffer* reply) {
               *reply = *request;
               auto* reactor = context->DefaultReactor();
               reactor->Finish(grpc::Status::OK);
               return reactor;
             });
  }
};

}  // namespace

int ServeEcho(const std::string& pki, const std::string& address) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  grpc::SslServerCredentialsOptions options(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  options.pem_root_certs = ReadFile(pki + "/ca.crt");
  options.pem_key_cert_pairs.push_back({ReadFile(pki + "/clue.key"), ReadFile(pki + "/clue.crt")});
  EchoService service;
  grpc::ServerBuilder builder;
  builder.AddListeningPort(address, grpc::SslServerCredentials(options));
  builder.RegisterService(&service);
  const auto server = builder.BuildAndStart();
  if (server == nullptr) return 1;
  int signal = 0;
  sigwait(&signals, &signal);
  server->Shutdown();
  return 0;
}

}  // namespace liandong::bench
