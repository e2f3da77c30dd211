#pragma once

#include <sys/socket.h>

namespace liandong::testing {

// A port of 127.0.0.1 that is free as long as this object lives; afterwards other code of this process may draw it.
// Like tests/testing/ports.py, each process draws from a range of its own, because tests that run at the same time
// would otherwise sometimes draw the same port. The range is below the ports that the kernel gives to clients.
class HeldPort {
 public:
  HeldPort();
  HeldPort(const HeldPort&) = delete;
  ~HeldPort();
  int port() const { return port_; }

 private:
  const int socket_ = socket(AF_INET, SOCK_STREAM, 0);
  int port_;
};

}  // namespace liandong::testing
