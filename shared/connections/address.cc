#include "shared/connections/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <array>
#include <cstring>

#include "absl/strings/str_cat.h"

namespace liandong::connections {
namespace {

constexpr size_t kNetworkBytes = 8;  // of the 16 of an IPv6 address

const sockaddr_in& Ipv4(const sockaddr_storage& storage) { return reinterpret_cast<const sockaddr_in&>(storage); }
const sockaddr_in6& Ipv6(const sockaddr_storage& storage) { return reinterpret_cast<const sockaddr_in6&>(storage); }

// `bytes` is an address of the family.
std::string Printed(int family, const void* bytes) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  const char* printed = inet_ntop(family, bytes, text.data(), text.size());
  return printed == nullptr ? "" : printed;
}

sockaddr_storage Unmapped(const sockaddr_in6& mapped) {
  sockaddr_storage storage{};
  auto& ipv4 = reinterpret_cast<sockaddr_in&>(storage);
  ipv4.sin_family = AF_INET;
  ipv4.sin_port = mapped.sin6_port;
  // The last four of the 16 bytes.
  std::memcpy(&ipv4.sin_addr, mapped.sin6_addr.s6_addr + sizeof(in6_addr) - sizeof(in_addr), sizeof(in_addr));
  return storage;
}

}  // namespace

Address::Address(const sockaddr_storage& storage, socklen_t length) : storage_(storage), length_(length) {
  if (storage.ss_family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(&Ipv6(storage).sin6_addr)) {
    storage_ = Unmapped(Ipv6(storage));
    length_ = sizeof(sockaddr_in);
  }
}

std::string Address::Network() const {
  if (is_ipv4()) return Printed(AF_INET, &Ipv4(storage_).sin_addr);
  in6_addr network = Ipv6(storage_).sin6_addr;
  std::memset(network.s6_addr + kNetworkBytes, 0, sizeof(network) - kNetworkBytes);
  return Printed(AF_INET6, &network);
}

std::string Address::Peer() const {
  if (is_ipv4()) return absl::StrCat("ipv4:", Printed(AF_INET, &Ipv4(storage_).sin_addr), ":", port());
  return absl::StrCat("ipv6:%5B", Printed(AF_INET6, &Ipv6(storage_).sin6_addr), "%5D:", port());
}

int Address::port() const { return ntohs(is_ipv4() ? Ipv4(storage_).sin_port : Ipv6(storage_).sin6_port); }

Address Address::WithPort(int port) const {
  Address changed = *this;
  const in_port_t number = htons(static_cast<in_port_t>(port));
  if (is_ipv4()) {
    reinterpret_cast<sockaddr_in&>(changed.storage_).sin_port = number;
  } else {
    reinterpret_cast<sockaddr_in6&>(changed.storage_).sin6_port = number;
  }
  return changed;
}

bool Address::IsLoopback() const {
  if (!is_ipv4()) return IN6_IS_ADDR_LOOPBACK(&Ipv6(storage_).sin6_addr);
  // All that begin with 127.
  constexpr uint32_t kNetwork = 24;
  return ntohl(Ipv4(storage_).sin_addr.s_addr) >> kNetwork == INADDR_LOOPBACK >> kNetwork;
}

Address Address::Reachable() const {
  Address changed = *this;
  if (is_ipv4()) {
    in_addr& ipv4 = reinterpret_cast<sockaddr_in&>(changed.storage_).sin_addr;
    if (ipv4.s_addr == htonl(INADDR_ANY)) ipv4.s_addr = htonl(INADDR_LOOPBACK);
  } else {
    in6_addr& ipv6 = reinterpret_cast<sockaddr_in6&>(changed.storage_).sin6_addr;
    if (IN6_IS_ADDR_UNSPECIFIED(&ipv6)) ipv6 = in6addr_loopback;
  }
  return changed;
}

}  // namespace liandong::connections
