#include "tests/testing/ports.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <unistd.h>

#include "absl/random/random.h"

namespace liandong::testing {
namespace {

constexpr int kFirst = 10240;
constexpr int kRanges = 16;
constexpr int kInRange = 1400;

bool Bind(int to, int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(static_cast<uint16_t>(port));
  return bind(to, reinterpret_cast<sockaddr*>(&address), sizeof(address)) == 0;
}

// A process owns a range while it holds the range's first port, until it ends.
int FirstOfProcess() {
  const int held = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int range = 0;
  while (!Bind(held, kFirst + range * kInRange)) range = (range + 1) % kRanges;
  return kFirst + range * kInRange;
}

}  // namespace

HeldPort::HeldPort() {
  static const int kFirstOfProcess = FirstOfProcess();
  absl::BitGen random;
  do {
    port_ = absl::Uniform(random, kFirstOfProcess + 1, kFirstOfProcess + kInRange);
  } while (!Bind(socket_, port_));
}

HeldPort::~HeldPort() { close(socket_); }

}  // namespace liandong::testing
