#include "tests/testing/ports.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/file.h>
#include <unistd.h>

#include <string>

#include "absl/random/random.h"
#include "absl/strings/str_cat.h"

namespace liandong::testing {
namespace {

constexpr int kFirst = 10240;
constexpr int kRanges = 16;
constexpr int kInRange = 1400;

bool Lock(int range, int how) {
  const std::string path = absl::StrCat("/tmp/liandong-ports-", range);
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (flock(file, how) == 0) return true;
  close(file);
  return false;
}

// Held until the process ends.
int RangeOfProcess() {
  for (int range = 0; range < kRanges; ++range) {
    if (Lock(range, LOCK_EX | LOCK_NB)) return range;
  }
  const int waited_for = getpid() % kRanges;
  Lock(waited_for, LOCK_EX);
  return waited_for;
}

}  // namespace

HeldPort::HeldPort() {
  static const int kFirstOfProcess = kFirst + RangeOfProcess() * kInRange;
  absl::BitGen random;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  do {
    port_ = absl::Uniform(random, kFirstOfProcess, kFirstOfProcess + kInRange);
    address.sin_port = htons(static_cast<uint16_t>(port_));
  } while (bind(socket_, reinterpret_cast<sockaddr*>(&address), sizeof(address)) != 0);
}

HeldPort::~HeldPort() { close(socket_); }

}  // namespace liandong::testing
