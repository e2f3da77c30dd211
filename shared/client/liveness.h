#pragma once

#include <grpcpp/support/channel_arguments.h>

namespace liandong::client {

// Lets a channel notice within seconds that a server's machine has vanished: keepalive probes the server, and the
// kernel waits only briefly for acknowledgements. When a connection ends, names are resolved again within a second,
// because replicas have other addresses after an upgrade.
void NoticeVanished(grpc::ChannelArguments& arguments);

}  // namespace liandong::client
