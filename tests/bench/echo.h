#pragma once

#include <string>

namespace liandong::bench {

inline constexpr char kEchoMethod[] = "/liandong.bench.Echo/Echo";

// The yardstick: a callback server over mutual TLS that only returns what it receives. Returns after SIGTERM.
int ServeEcho(const std::string& pki, const std::string& address);

}  // namespace liandong::bench
