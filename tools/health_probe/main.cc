// health-probe: asks a process for its health, for container runtimes that can only run a program.
#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <string>

#include "absl/cleanup/cleanup.h"
#include "absl/flags/flag.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/time.h"
#include "shared/command_line/command_line.h"

ABSL_FLAG(std::string, address, "127.0.0.1:9400", "The --metrics_address of the service process.");
ABSL_FLAG(std::string, page, "ready", "What to ask. ready: the process accepts calls. live: a restart would not help.");
ABSL_FLAG(absl::Duration, timeout, absl::Seconds(2), "How long to wait for the answer.");

namespace {

// A descriptor, or -1.
int Connect(const std::string& address) {
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos) return -1;
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (getaddrinfo(address.substr(0, colon).c_str(), address.substr(colon + 1).c_str(), &hints, &found) != 0) return -1;
  const absl::Cleanup freeing = [found] { freeaddrinfo(found); };
  const int descriptor = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const timeval time = absl::ToTimeval(absl::GetFlag(FLAGS_timeout));
  setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, sizeof(time));
  setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, sizeof(time));
  if (connect(descriptor, found->ai_addr, found->ai_addrlen) == 0) return descriptor;
  close(descriptor);
  return -1;
}

// All that the server sends until it closes the connection or the time is over.
std::string Fetch(const std::string& address, const std::string& page) {
  const int descriptor = Connect(address);
  if (descriptor < 0) return "";
  const absl::Cleanup closing = [descriptor] { close(descriptor); };
  const std::string request =
      absl::StrCat("GET /", page, " HTTP/1.1\r\nHost: ", address, "\r\nConnection: close\r\n\r\n");
  send(descriptor, request.data(), request.size(), MSG_NOSIGNAL);
  std::string reply;
  std::array<char, 4096> buffer{};
  ssize_t received = 0;
  while ((received = recv(descriptor, buffer.data(), buffer.size(), 0)) > 0) {
    reply.append(buffer.data(), static_cast<size_t>(received));
  }
  return reply;
}

}  // namespace

int main(int argc, char** argv) {
  liandong::command_line::ParseCommandLine(
      argc, argv, "Asks a service process for its health. Exit code 0 if it is healthy, 1 if not.");
  const std::string reply = Fetch(absl::GetFlag(FLAGS_address), absl::GetFlag(FLAGS_page));
  const std::pair<std::string, std::string> parts = absl::StrSplit(reply, absl::MaxSplits("\r\n\r\n", 1));
  std::printf("%s", reply.empty() ? "no answer\n" : parts.second.c_str());
  return absl::StartsWith(reply, "HTTP/1.1 200 ") ? 0 : 1;
}
