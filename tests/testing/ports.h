#pragma once

#include <sys/socket.h>

namespace liandong::testing {

// A port of 127.0.0.1 that is free as long as this lives; after that it is for who draws ports in this process. Tests
// that run at the same time draw from ranges of their own, as tests/testing/ports.py does: else one would now and then
// draw what another is about to use. Below the ports that the kernel gives to clients.
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
