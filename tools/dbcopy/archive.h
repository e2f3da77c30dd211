#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "tools/dbcopy/transfer.h"

// Backups of one service: one directory per point in time. `data.db` contains everything except the record keys;
// `keys.db` contains these, the key ring and the list of erasures. To keep data for longer than the ability to decrypt
// it, keep old data.db files and only the newest keys.db: a restore uses the newest one that exists.
namespace liandong::dbcopy {

struct Point {
  std::string directory;
  absl::Time time;
  ledger::Checkpoint checkpoint;
};

struct Suite {
  law::Service service;
  const ledger::CheckpointVerifier* verifier;  // not owned
  Progress progress;
};

// Adds a backup of the current state to `archive`, while the service continues.
absl::StatusOr<Point> Backup(const Suite& suite, const std::string& from, const std::string& archive, absl::Time now);

// Restores into an empty database the newest backup made at or before `at`. The ledger must match its checkpoint. What
// was erased since stays erased.
absl::StatusOr<Point> Restore(const Suite& suite, const std::string& archive, absl::Time at, const std::string& to);

// Copies a database that no service has open into an empty one.
absl::StatusOr<ledger::Checkpoint> Move(const Suite& suite, const std::string& from, const std::string& to);

}  // namespace liandong::dbcopy
