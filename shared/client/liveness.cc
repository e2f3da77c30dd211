#include "shared/client/liveness.h"

#include <utility>

#include "shared/limits/limits.h"

namespace liandong::client {
namespace {

constexpr absl::Duration kLeastBetweenLookups = absl::Seconds(1);

}  // namespace

void NoticeVanished(grpc::ChannelArguments& arguments) {
  const std::pair<const char*, absl::Duration> times[] = {
      {GRPC_ARG_KEEPALIVE_TIME_MS, limits::kPeerKeepalive},
      {GRPC_ARG_KEEPALIVE_TIMEOUT_MS, limits::kPeerKeepaliveTimeout},
      {GRPC_ARG_DNS_MIN_TIME_BETWEEN_RESOLUTIONS_MS, kLeastBetweenLookups}};
  for (const auto& [argument, time] : times) {
    arguments.SetInt(argument, static_cast<int>(absl::ToInt64Milliseconds(time)));
  }
}

}  // namespace liandong::client
