#pragma once

#include <cstdint>

#include "absl/time/time.h"
#include "shared/limits/limits.h"

// Limits of the connections to a process.
namespace liandong::limits {

// Connections of one process, of one address (an IPv4 address, or an IPv6 network of 64 bits) and of one caller. Many
// callers may share an address, if a gateway or a Kubernetes node stands between.
inline constexpr int kMaxConnections = 4096;
inline constexpr int kMaxConnectionsOfAddress = kMaxConnections / 4;
inline constexpr int kMaxConnectionsOfCaller = kMaxConnections / 16;
// New connections of one address in a second, and at once. Each may cost a handshake, which takes some milliseconds.
inline constexpr double kConnectionsPerSecond = 50;
inline constexpr double kConnectionsAtOnce = 256;
// A handshake that fails counts as this many more. Not many: a client with a revoked certificate, or one that is kept
// out for a while, would take the rate from all others behind its address.
inline constexpr double kFailedHandshake = 1;
// How long a handshake may take.
inline constexpr absl::Duration kHandshakeTime = absl::Seconds(5);
// Unfinished handshakes of one process and of one address. A further one takes the place of the oldest.
inline constexpr int kMaxHandshakes = 512;
inline constexpr int kMaxHandshakesOfAddress = kMaxHandshakes / 2;
// Connections that the kernel completes before the process accepts them, and bytes that it buffers of each.
inline constexpr int kWaitingConnections = 1024;
inline constexpr int kReceiveBuffer = 256 << 10;
// File descriptors for everything but connections: databases, files, connections to others.
inline constexpr int kReservedDescriptors = 512;
// How often connections are looked at, and how many each time. Those that sent only a little are passed over.
inline constexpr absl::Duration kConnectionWatch = absl::Milliseconds(50);
inline constexpr int kWatchedAtOnce = 64;
inline constexpr int64_t kBytesWorthALook = 4 << 10;
// A connection is closed if it sends this much without finishing its handshake.
inline constexpr int64_t kMaxHandshakeBytes = 128 << 10;
// It is closed if it sends this much for each open call without any that starts or ends: the largest message and a
// quarter, for metadata and encryption. Only a few calls count, because what arrives of a header that never ends is
// copied again for each part. A caller's share allows no more of the largest calls at once.
inline constexpr int64_t kMaxBytesWithoutCalls = kMaxMessageBytes + kMaxMessageBytes / 4;
inline constexpr int64_t kMostLargeCallsAtOnce = 8;
// gRPC hands over larger messages and more metadata than a call may have, so that the refusal leaves evidence. What is
// beyond this, it refuses by itself.
inline constexpr int kMaxReadMessageBytes = static_cast<int>(kMaxBytesWithoutCalls);
inline constexpr int kMaxReadMetadataBytes = 2 * kMaxMetadataBytes;
// A connection whose certificate was revoked or has expired is closed after this time. Until then, its calls and
// streams are told why they end.
inline constexpr absl::Duration kRefusedCertificate = absl::Seconds(2);
// Streams that a caller may reset before they complete: at once, and in a second. Each completed one allows another.
inline constexpr int kMaxResets = 1024;
inline constexpr double kResetsPerSecond = 100;
// How long a caller that misuses its connections cannot open new ones. It doubles each time.
inline constexpr absl::Duration kFirstBar = absl::Seconds(10);
inline constexpr absl::Duration kLongestBar = absl::Minutes(1);

// How often a process shakes hands with its own port, how long that may take, and after which time without success it
// is no longer live.
inline constexpr absl::Duration kOwnCheckInterval = absl::Seconds(5);
inline constexpr absl::Duration kOwnCheckTime = absl::Seconds(3);
inline constexpr absl::Duration kLiveAfterCheck = absl::Seconds(20);

}  // namespace liandong::limits
