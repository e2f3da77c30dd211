#pragma once

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"

// Every bound the suite sets, in one place.
namespace liandong::limits {

// Largest request or reply, bytes.
inline constexpr int kMaxMessageBytes = 1 << 20;
// Characters of a string field without a bound of its own.
inline constexpr uint32_t kMaxStringLength = 4096;
// Items of a repeated field without a bound of its own.
inline constexpr uint32_t kMaxItems = 100;
// Nesting of a request.
inline constexpr int kMaxDepth = 16;
// Violations named in one refusal; more are not looked for.
inline constexpr size_t kMaxViolations = 32;
// Characters of `ld-operator`, `ld-case`.
inline constexpr size_t kMaxMetadataLength = 80;

inline constexpr int kDefaultPageSize = 50;
inline constexpr int kMaxPageSize = 200;

// A call whose client sets no deadline gets this one.
inline constexpr absl::Duration kDefaultDeadline = absl::Seconds(30);
// What a call to another service keeps back of its caller's time, for the work that follows.
inline constexpr absl::Duration kDeadlineMargin = absl::Milliseconds(200);
// The longest that one service waits for another.
inline constexpr absl::Duration kPeerDeadline = absl::Seconds(5);
// How long open calls may go on after SIGTERM.
inline constexpr absl::Duration kDrain = absl::Seconds(10);
// The longest that calls may still be taken after SIGTERM.
inline constexpr absl::Duration kMaxDrainDelay = absl::Minutes(5);

// Replies that must not tell by their time leave at multiples of this after the call came: longer than nearly all of
// them take.
inline constexpr absl::Duration kEvenTime = absl::Milliseconds(25);

// Calls at once in one process; further ones are refused. Many enough to fill a batch while another is written.
inline constexpr int kMaxCalls = 192;
// Of them, those of one agency.
inline constexpr int kAgencyShare = 2;  // a half
// Calls a second of one agency and method, unless the method has a rate of its own.
inline constexpr double kAgencyRate = 2000;
// Streams of one connection; a client queues further ones itself.
inline constexpr int kMaxStreamsOfConnection = 256;
// A connection that has not finished its handshake by then is closed; so is one on which nothing was called for long.
inline constexpr absl::Duration kHandshake = absl::Seconds(10);
inline constexpr absl::Duration kMaxConnectionIdle = absl::Minutes(10);
// A client that is silent is asked whether it is there; one that does not answer is gone.
inline constexpr absl::Duration kKeepalive = absl::Seconds(60);
inline constexpr absl::Duration kKeepaliveTimeout = absl::Seconds(20);
// A service asks so of a peer, oftener: one whose machine has vanished must not cost more than a call's time.
inline constexpr absl::Duration kPeerKeepalive = absl::Seconds(15);
inline constexpr absl::Duration kPeerKeepaliveTimeout = absl::Seconds(3);
// A client that asks more often is sent away.
inline constexpr absl::Duration kLeastPingInterval = absl::Seconds(10);
// Bytes of all metadata of a call.
inline constexpr int kMaxMetadataBytes = 8 << 10;
// Memory that gRPC may take for connections and messages, bytes.
inline constexpr size_t kGrpcMemory = size_t{512} << 20;
// The same where health is told without a certificate: largest request, and memory.
inline constexpr int kMaxProbeBytes = 256;
inline constexpr size_t kProbeMemory = size_t{8} << 20;

// Calls that wait for the store; further ones are refused.
inline constexpr size_t kMaxWaitingCalls = 4096;
// Requests that one transaction commits together.
inline constexpr size_t kMaxBatch = 256;
// How long a database server may take over one round of statements before its connection is given up.
inline constexpr absl::Duration kStatementPatience = absl::Seconds(10);
// Open watch streams of one process.
inline constexpr int kMaxStreams = 1024;
// Of them, those of one agency.
inline constexpr int kMaxStreamsOfAgency = kMaxStreams / 4;
// Events read for a stream at once.
inline constexpr int kStreamPage = 100;

// A connection is closed after this time, so that what was decided at its handshake is decided again.
inline constexpr absl::Duration kMaxConnectionAge = absl::Minutes(30);
// How often certificates and revocation lists are looked at for a change.
inline constexpr absl::Duration kCredentialsRefresh = absl::Seconds(1);

// Outbox: the first wait after a failure, doubled at each, and the longest.
inline constexpr absl::Duration kOutboxFirstRetry = absl::Milliseconds(200);
inline constexpr absl::Duration kOutboxLongestRetry = absl::Seconds(30);
// How long a replica keeps messages that it has taken to send.
inline constexpr absl::Duration kOutboxClaim = absl::Seconds(10);

// Replicas: how long entries and events wait for others to go with them, and how often a replica looks for those of
// others.
inline constexpr absl::Duration kKeeperPause = absl::Milliseconds(5);
inline constexpr absl::Duration kKeeperPoll = absl::Milliseconds(100);

// How often a ledger is shown to its witnesses. Each showing is two calls to each of them, entered there.
inline constexpr absl::Duration kCosignInterval = absl::Minutes(1);

// How long an epoch of data keys lasts, and how often the key ring is looked after.
inline constexpr absl::Duration kEpoch = absl::Hours(24 * 90);
inline constexpr absl::Duration kSealingInterval = absl::Minutes(1);
// Replicas: each must know an epoch before another seals in it; an older one is destroyed long after the last replica
// has sealed in that, and only by a process that has itself gone on from it for a while.
inline constexpr absl::Duration kEpochAnnounced = absl::Minutes(10);
inline constexpr absl::Duration kEpochKept = absl::Hours(24);
inline constexpr absl::Duration kEpochHeard = absl::Hours(1);

// How often obligations are looked at for those whose time has passed.
inline constexpr absl::Duration kSweepInterval = absl::Seconds(1);

}  // namespace liandong::limits
