#pragma once

#include <sys/socket.h>

#include <string>

namespace liandong::connections {

// The remote address of a connection.
class Address {
 public:
  Address() = default;
  Address(const sockaddr_storage& storage, socklen_t length);

  const sockaddr* data() const { return reinterpret_cast<const sockaddr*>(&storage_); }
  socklen_t length() const { return length_; }

  // What the limits of an address apply to: an IPv4 address, or an IPv6 network of 64 bits, because that is what one
  // machine is given.
  std::string Network() const;
  // `ipv4:192.0.2.1:5000` or `ipv6:%5B2001:db8::1%5D:5000`, as gRPC names the peer of a connection.
  std::string Peer() const;
  int port() const;
  Address WithPort(int port) const;
  bool IsLoopback() const;
  // The address itself, or the loopback address if it stands for all addresses of the machine.
  Address Reachable() const;

 private:
  bool is_ipv4() const { return storage_.ss_family == AF_INET; }

  // An IPv4 address that was mapped to IPv6 is kept as IPv4.
  sockaddr_storage storage_{};
  socklen_t length_ = 0;
};

}  // namespace liandong::connections
