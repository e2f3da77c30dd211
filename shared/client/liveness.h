#pragma once

#include <grpcpp/support/channel_arguments.h>

namespace liandong::client {

// Makes a channel notice what a server cannot say. One whose machine has vanished is found out in seconds: it is asked
// whether it is there, and the kernel waits no longer for what was sent to be acknowledged. When connections end, names
// are looked up again within a second: replicas have other addresses after an upgrade.
void NoticeVanished(grpc::ChannelArguments& arguments);

}  // namespace liandong::client
