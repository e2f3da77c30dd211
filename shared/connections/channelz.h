#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/connections/conduct.h"

// What gRPC itself counts about a server and its connections (channelz). Streams that never become calls are counted
// too.
namespace liandong::connections::channelz {

// The id of the server that was created last in this process; 0 if there is none.
int64_t NewestServer();

struct Socket {
  int64_t id;
  std::string peer;  // as in Address::Peer
};
// The connections of the server whose handshake is finished, with an id after `last`.
std::vector<Socket> SocketsAfter(int64_t server, int64_t last);

struct Details {
  Streams streams;
  std::string certificate;  // of the client, PEM; empty if it is not asked for
};
// Empty if the connection has ended.
std::optional<Details> DetailsOf(int64_t socket, bool with_certificate);

}  // namespace liandong::connections::channelz
