#include "shared/connections/listener.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/time.h"
#include "shared/limits/connection_limits.h"

namespace liandong::connections {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

Addresses Resolve(absl::string_view address) {
  const size_t colon = address.rfind(':');
  if (colon == absl::string_view::npos) return {nullptr, freeaddrinfo};
  absl::string_view host = address.substr(0, colon);
  if (absl::ConsumePrefix(&host, "[")) absl::ConsumeSuffix(&host, "]");
  addrinfo hints{};
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error =
      getaddrinfo(std::string(host).c_str(), std::string(address.substr(colon + 1)).c_str(), &hints, &found);
  return {error == 0 ? found : nullptr, freeaddrinfo};
}

bool Set(int descriptor, int level, int option, int value) {
  return setsockopt(descriptor, level, option, &value, sizeof(value)) == 0;
}

// Connections inherit these options.
bool Prepare(int descriptor, int family) {
  // A restarted process need not wait until the kernel forgets the connections of its predecessor.
  return Set(descriptor, SOL_SOCKET, SO_REUSEADDR, 1) &&
         (family != AF_INET6 || Set(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, 0)) &&
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

absl::StatusOr<std::unique_ptr<Listener>> Listener::Open(const std::string& address) {
  const absl::Status failed = absl::UnavailableError(absl::StrCat("cannot listen on ", address));
  const Addresses found = Resolve(address);
  if (found == nullptr) return failed;
  const int descriptor = socket(found->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return failed;
  auto listener = std::unique_ptr<Listener>(new Listener(descriptor));
  if (!Prepare(descriptor, found->ai_family) || bind(descriptor, found->ai_addr, found->ai_addrlen) != 0 ||
      listen(descriptor, limits::kWaitingConnections) != 0) {
    return failed;
  }
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
