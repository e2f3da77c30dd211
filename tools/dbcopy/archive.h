#pragma once

#include <optional>
#include <string>

#include "absl/time/time.h"
#include "tools/dbcopy/transfer.h"

// Backups of one service: a directory for each point in time. `data.db` has all but the keys of records; `keys.db` has
// these, the key ring and the list of what was erased. To keep data for longer than the power to erase, keep old
// data.db and only the newest keys.db: a restoration takes the keys from the newest that is there.
namespace liandong::dbcopy {

struct Point {
  std::string directory;
  absl::Time time;
  ledger::Checkpoint checkpoint;
};

struct Suite {
  base::Service service;
  const ledger::CheckpointVerifier* verifier;  // not owned
  Progress progress;
};

// A new point in `archive`, of the state that the database has now, while the service goes on.
absl::StatusOr<Point> Backup(const Suite& suite, const std::string& from, const std::string& archive, absl::Time now);

// Into an empty database, what the newest point that is not after `at` has. The ledger must be that of the point's
// checkpoint. What was erased since stays erased.
absl::StatusOr<Point> Restore(const Suite& suite, const std::string& archive, absl::Time at, const std::string& to);

// All of a database that no service has open, into an empty one.
absl::StatusOr<ledger::Checkpoint> Move(const Suite& suite, const std::string& from, const std::string& to);

}  // namespace liandong::dbcopy
