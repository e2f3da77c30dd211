#include "shared/connections/listener.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "shared/limits/connection_limits.h"

namespace liandong::connections {
namespace {

constexpr int kTries = 8;

// Each address of the host once. None if it is unknown.
std::vector<Address> Resolve(absl::string_view address) {
  std::vector<Address> addresses;
  const size_t colon = address.rfind(':');
  if (colon == absl::string_view::npos) return addresses;
  absl::string_view host = address.substr(0, colon);
  if (absl::ConsumePrefix(&host, "[")) absl::ConsumeSuffix(&host, "]");
  addrinfo hints{};
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error =
      getaddrinfo(std::string(host).c_str(), std::string(address.substr(colon + 1)).c_str(), &hints, &found);
  if (error != 0) return addresses;
  for (const addrinfo* one = found; one != nullptr; one = one->ai_next) {
    sockaddr_storage storage{};
    std::memcpy(&storage, one->ai_addr, one->ai_addrlen);
    const Address resolved(storage, one->ai_addrlen);
    const bool known = std::any_of(addresses.begin(), addresses.end(),
                                   [&](const Address& other) { return other.Peer() == resolved.Peer(); });
    if (!known) addresses.push_back(resolved);
  }
  freeaddrinfo(found);
  return addresses;
}

bool Set(int descriptor, int level, int option, int value) {
  return setsockopt(descriptor, level, option, &value, sizeof(value)) == 0;
}

// Connections inherit these options.
bool Prepare(int descriptor, int family, bool alone) {
  // A restarted process need not wait until the kernel forgets the connections of its predecessor.
  return Set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1) &&
         (family != AF_INET6 || Set(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, alone ? 0 : 1)) &&
         Set(descriptor, IPPROTO_TCP, TCP_NODELAY, 1) &&
         // Otherwise a client's unread bytes could take megabytes of the kernel's memory for each connection.
         Set(descriptor, SOL_SOCKET, SO_RCVBUF, limits::kReceiveBuffer) &&
         Set(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT,
             static_cast<int>(absl::ToInt64Milliseconds(limits::kKeepaliveTimeout)));
}

Address OwnOf(int descriptor) {
  sockaddr_storage own{};
  socklen_t length = sizeof(own);
  getsockname(descriptor, reinterpret_cast<sockaddr*>(&own), &length);
  return {own, length};
}

int OpenSpare() { return open("/dev/null", O_RDONLY | O_CLOEXEC); }

}  // namespace

absl::StatusOr<std::vector<std::unique_ptr<Listener>>> Listener::OpenAll(const std::string& address) {
  const std::vector<Address> addresses = Resolve(address);
  auto listeners = OpenAt(addresses);
  // The port that is free at the first address may be taken at another.
  const bool any_port = !addresses.empty() && addresses.front().port() == 0;
  for (int tries = 1; any_port && !listeners.ok() && tries < kTries; ++tries) listeners = OpenAt(addresses);
  if (!listeners.ok() || listeners->empty()) return absl::UnavailableError(absl::StrCat("cannot listen on ", address));
  return listeners;
}

absl::StatusOr<std::vector<std::unique_ptr<Listener>>> Listener::OpenAt(const std::vector<Address>& addresses) {
  std::vector<std::unique_ptr<Listener>> listeners;
  for (const Address& one : addresses) {
    auto listener = Open(listeners.empty() ? one : one.WithPort(listeners.front()->port()), addresses.size() == 1);
    if (absl::IsNotFound(listener.status())) continue;
    if (!listener.ok()) return listener.status();
    listeners.push_back(*std::move(listener));
  }
  return listeners;
}

absl::StatusOr<std::unique_ptr<Listener>> Listener::Open(const Address& address, bool alone) {
  const int family = address.data()->sa_family;
  const int descriptor = socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) {
    return errno == EAFNOSUPPORT ? absl::NotFoundError("no such family") : absl::UnavailableError("no descriptor");
  }
  auto listener = std::unique_ptr<Listener>(new Listener(descriptor));
  if (!Prepare(descriptor, family, alone)) return absl::UnavailableError("no option");
  if (bind(descriptor, address.data(), address.length()) != 0) {
    // Other addresses may come when the network is up. Without them, nobody would reach the process.
    const bool never = errno == EADDRNOTAVAIL && address.IsLoopback();
    return never ? absl::NotFoundError("no such address") : absl::UnavailableError("not free");
  }
  if (listen(descriptor, limits::kWaitingConnections) != 0) return absl::UnavailableError("not free");
  listener->own_ = OwnOf(descriptor);
  return listener;
}

Listener::Listener(int descriptor) : descriptor_(descriptor), spare_(OpenSpare()) {}

Listener::~Listener() {
  Close();
  if (spare_ >= 0) close(spare_);
}

void Listener::Close() {
  if (descriptor_ >= 0) close(descriptor_);
  descriptor_ = -1;
}

std::optional<Listener::Accepted> Listener::Accept() {
  while (true) {
    sockaddr_storage remote{};
    socklen_t length = sizeof(remote);
    const int accepted =
        accept4(descriptor_, reinterpret_cast<sockaddr*>(&remote), &length, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (accepted >= 0) return Accepted{accepted, Address(remote, length)};
    if (errno == EMFILE || errno == ENFILE) {
      RefuseWithSpare();
      return std::nullopt;
    }
    // Connections that failed while they waited are skipped.
    if (errno != ECONNABORTED && errno != EINTR && errno != EPROTO) return std::nullopt;
  }
}

void Listener::RefuseWithSpare() {
  if (spare_ >= 0) close(spare_);
  const int accepted = accept4(descriptor_, nullptr, nullptr, SOCK_CLOEXEC);
  if (accepted >= 0) close(accepted);
  spare_ = OpenSpare();
}

}  // namespace liandong::connections
