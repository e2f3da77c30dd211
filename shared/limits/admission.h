#pragma once

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"

// The limits of admission control, and the turns of callers.
namespace liandong::limits {

// The share of one agency in a process: units of work (shared/contract/admission_control/work_rules.h) per second. In a
// district, the busiest counters make a few checks per second, and reports are fewer. A transfer of old records goes on
// at this rate.
inline constexpr double kAgencyWork = 500;
// How long a caller whose share is exhausted is asked to wait: until the share suffices, but not so short that its
// calls come back all the time, and not so long that it misses the end of a debt or a change of its limits.
inline constexpr absl::Duration kShortestWait = absl::Seconds(1);
inline constexpr absl::Duration kLongestWait = absl::Minutes(1);
// Bytes of a request that cost one unit.
inline constexpr size_t kBytesPerWork = 8 << 10;

// How long refusals of one kind by one caller share a ledger entry.
inline constexpr absl::Duration kRefusalBurst = absl::Seconds(1);

// The part of a batch of writes that one caller gets: its requests may describe a quarter as many persons as the batch
// may have jobs. This is enough to spread the cost of a commit, and little enough that others do not wait long.
inline constexpr int64_t kBatchShares = 4;
// The same for reads and for gathering facts, in units of work.
inline constexpr int64_t kReadShare = 8;
// A read of this much work, or more, is long: while it runs, at least one reader is free for the others.
inline constexpr int64_t kLongRead = 20;

}  // namespace liandong::limits
