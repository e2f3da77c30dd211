#include "tests/bench/connect.h"

#include <grpcpp/grpcpp.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "tests/testing/ports.h"

namespace liandong::bench {
namespace {

// The Node peer loads its libraries first, which takes seconds on a busy machine.
constexpr std::chrono::seconds kStart(60);

}  // namespace

std::string FreeAddress() {
  static std::set<int> drawn;
  int port = 0;
  do {
    port = testing::HeldPort().port();
  } while (!drawn.insert(port).second);
  return absl::StrCat("127.0.0.1:", port);
}

std::shared_ptr<grpc::Channel> ConnectAs(const std::string& pki, const std::string& agency,
                                         const std::string& address) {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = ReadFile(pki + "/ca.crt");
  options.pem_cert_chain = ReadFile(absl::StrCat(pki, "/", agency, ".crt"));
  options.pem_private_key = ReadFile(absl::StrCat(pki, "/", agency, ".key"));
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  auto channel = grpc::CreateCustomChannel(address, grpc::SslCredentials(options), arguments);
  if (!channel->WaitForConnected(std::chrono::system_clock::now() + kStart)) {
    std::fprintf(stderr, "bench: %s does not answer\n", address.c_str());
    std::exit(1);
  }
  return channel;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

}  // namespace liandong::bench
