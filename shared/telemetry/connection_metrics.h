#pragma once

#include "shared/telemetry/catalogue.h"

// The metrics of connections, which the catalogue lists.
namespace liandong::telemetry {

inline constexpr Metric kConnections{"liandong_connections", kGauge, "", "Open connections to the RPC port."};
inline constexpr Metric kConnectionsRefused{"liandong_connections_refused_total", kCounter, "reason",
                                            "Connections to the RPC port that were refused or closed, by reason."};
inline constexpr Metric kCallerStreams{"liandong_caller_streams_total", kCounter, "caller,outcome",
                                       "HTTP/2 streams of an agency or service on connections that sent more than 4 "
                                       "KiB, also those that became no call."};
inline constexpr Metric kOwnCheck{"liandong_own_check_timestamp_seconds", kGauge, "",
                                  "When the process last finished a handshake with its own port, in seconds since "
                                  "1970."};

}  // namespace liandong::telemetry
