#pragma once

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"

// The limits of the suite; those of admission control are in admission.h.
namespace liandong::limits {

// Largest request or reply, in bytes.
inline constexpr int kMaxMessageBytes = 1 << 20;
// Largest record, in bytes. So much smaller than a message that a reply always has room for one.
inline constexpr size_t kMaxRecordBytes = size_t{256} << 10;
// Largest record when it is created. What is left is for the changes that others make to it later.
inline constexpr size_t kMaxNewRecordBytes = kMaxRecordBytes / 2;
// A page ends before its records exceed this, even if the caller asked for more of them.
inline constexpr size_t kMaxPageBytes = size_t{512} << 10;
// Characters of a string field without a limit of its own.
inline constexpr uint32_t kMaxStringLength = 4096;
// Items of a repeated field without a limit of its own.
inline constexpr uint32_t kMaxItems = 100;
// Nesting depth of a request.
inline constexpr int kMaxDepth = 16;
// Violations reported in one refusal. The check stops after these.
inline constexpr size_t kMaxViolations = 32;
// Characters of `ld-operator` and `ld-case`.
inline constexpr size_t kMaxMetadataLength = 80;

inline constexpr int kDefaultPageSize = 50;
inline constexpr int kMaxPageSize = 200;

// The deadline of a call whose client sets none.
inline constexpr absl::Duration kDefaultDeadline = absl::Seconds(30);
// The part of the caller's time that a call to another service leaves for the work that follows.
inline constexpr absl::Duration kDeadlineMargin = absl::Milliseconds(200);
// The longest time that one service waits for another.
inline constexpr absl::Duration kPeerDeadline = absl::Seconds(5);
// How long open calls may continue after SIGTERM.
inline constexpr absl::Duration kDrain = absl::Seconds(10);
// The longest time for which calls may still be accepted after SIGTERM.
inline constexpr absl::Duration kMaxDrainDelay = absl::Minutes(5);

// Response-time padding: padded replies leave at a multiple of this time after the call arrived. It is longer than
// nearly all such calls take.
inline constexpr absl::Duration kResponseTimePadding = absl::Milliseconds(25);

// Calls in progress in one process; further ones are refused. Enough to fill one batch while another is written.
inline constexpr int kMaxCalls = 192;
// Streams of one connection. Clients queue further ones themselves.
inline constexpr int kMaxStreamsOfConnection = 256;
// A connection is closed if it was idle for so long.
inline constexpr absl::Duration kMaxConnectionIdle = absl::Minutes(10);
// A silent client is probed, and its connection is closed if it does not answer.
inline constexpr absl::Duration kKeepalive = absl::Seconds(60);
inline constexpr absl::Duration kKeepaliveTimeout = absl::Seconds(20);
// A service probes its peers more often, so that a vanished machine costs no more than the time of one call.
inline constexpr absl::Duration kPeerKeepalive = absl::Seconds(15);
inline constexpr absl::Duration kPeerKeepaliveTimeout = absl::Seconds(3);
// A client that probes more often is disconnected.
inline constexpr absl::Duration kLeastPingInterval = absl::Seconds(10);
// Bytes of all metadata of a call.
inline constexpr int kMaxMetadataBytes = 8 << 10;
// Memory that gRPC may use for connections and messages, in bytes.
inline constexpr size_t kGrpcMemory = size_t{512} << 20;

// Calls waiting for the store; further ones are refused.
inline constexpr size_t kMaxWaitingCalls = 4096;
// Requests committed by one transaction.
inline constexpr size_t kMaxBatch = 256;
// How long a database server may take for one round of statements before its connection is dropped.
inline constexpr absl::Duration kStatementPatience = absl::Seconds(10);
// Open watch streams of one process.
inline constexpr int kMaxStreams = 1024;
// The part of them that one agency may use.
inline constexpr int kMaxStreamsOfAgency = kMaxStreams / 4;
// Events read at once for a stream.
inline constexpr int kStreamPage = 100;

// The longest life of a connection, so that the decisions of its handshake are made again.
inline constexpr absl::Duration kMaxConnectionAge = absl::Minutes(30);
// How often certificates and revocation lists are checked for changes.
inline constexpr absl::Duration kCredentialsRefresh = absl::Seconds(1);

// Outbox: the first delay after a failure, which doubles with each further one, and the longest delay.
inline constexpr absl::Duration kOutboxFirstRetry = absl::Milliseconds(200);
inline constexpr absl::Duration kOutboxLongestRetry = absl::Seconds(30);
// How long a replica reserves the messages that it has taken for sending.
inline constexpr absl::Duration kOutboxClaim = absl::Seconds(10);

// Replicas: how long entries and events wait for others, to be processed together, and how often a replica looks for
// those of others: at first, and after a while without any.
inline constexpr absl::Duration kSequencerPause = absl::Milliseconds(5);
inline constexpr absl::Duration kSequencerPoll = absl::Milliseconds(100);
inline constexpr absl::Duration kSequencerIdlePoll = absl::Seconds(1);

// How often a ledger is sent to its witnesses for cosigning. Each time takes two calls per witness, which have ledger
// entries there.
inline constexpr absl::Duration kCosignInterval = absl::Minutes(1);

// How long an epoch of data keys lasts, and how often the key ring is maintained.
inline constexpr absl::Duration kEpoch = absl::Hours(24 * 90);
inline constexpr absl::Duration kSealingInterval = absl::Minutes(1);
// Replicas: every replica must know an epoch before any of them encrypts with it. An older epoch is destroyed long
// after the last replica used it, and only by a process that has itself used a newer one for a while.
inline constexpr absl::Duration kEpochAnnounced = absl::Minutes(10);
inline constexpr absl::Duration kEpochKept = absl::Hours(24);
inline constexpr absl::Duration kEpochHeard = absl::Hours(1);

// How long the first reply to a request_id is kept for repeats, and how long the fact that it was used, so that a later
// repeat changes nothing. After that, the same request_id counts as new.
inline constexpr absl::Duration kReplyKept = absl::Hours(24 * 30);
inline constexpr absl::Duration kRequestIdKept = absl::Hours(24 * 400);
// How often saved replies are checked for those that are no longer kept.
inline constexpr absl::Duration kExpiryInterval = absl::Minutes(5);

// How often new ledger entries are indexed. Questions about them read those that are not.
inline constexpr absl::Duration kEntryIndexInterval = absl::Seconds(5);

// How often obligations are checked for passed due times.
inline constexpr absl::Duration kSweepInterval = absl::Seconds(1);

}  // namespace liandong::limits
