#pragma once

#include <string>
#include <vector>

#include "services/casefile/process.h"

// The pairs that wait for the police to decide whether they are one person: 五(三)2. A record is `cases/…` or
// `victimFiles/…`.
namespace liandong::casefile {

// How a record's matches change the queue.
struct QueueChanges {
  std::vector<v1::Match> matches;      // worth deciding
  std::vector<std::string> withdrawn;  // ids of waiting candidates that may no longer be one person
};

// Requests, in the transaction that stores the record, that the queue is updated afterwards.
absl::Status RequestQueueUpdate(const Process& process, const std::string& record, absl::Time now, WriteTx& tx);

// Gathered before the transaction that makes the changes; inside it, the record would conflict with every other that
// arrives at the same time. Records that arrive meanwhile gather changes of their own.
absl::StatusOr<QueueChanges> GatherQueueChanges(const Process& process, const std::string& record,
                                                const Reader& reader);

// Updates the queue to the current state of the record. Adds its pairs that may be one person, updates those that
// already wait, and withdraws those that are no longer likely from either side. Returns how many of the record's pairs
// wait.
absl::StatusOr<int32_t> UpdateQueue(const Process& process, const Call& call, const QueueChanges& changes, WriteTx& tx);

}  // namespace liandong::casefile
