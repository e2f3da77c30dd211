#pragma once

#include <string>

#include "shared/store/database.h"

namespace liandong::store {

// One connection of an engine. Used by one thread at a time.
class Connection : public Tx {
 public:
  enum class Access { kRead, kWrite };
  // The state of the transaction.
  enum class State {
    kSound,
    kTainted,   // a statement failed: no more are accepted until a rollback, of everything or to the savepoint
    kConflict,  // another transaction came first: everything must be repeated
    kOver,      // the engine ended it (a full disk, a lost connection)
  };

  // Also restores a lost connection, if possible.
  virtual absl::Status Begin(Access access) = 0;
  // On an error nothing was stored; but if the connection was lost during the commit, everything may have been.
  virtual absl::Status Commit() = 0;
  virtual void Rollback() = 0;
  virtual State state() const = 0;

  virtual absl::Status SetSavepoint() = 0;
  virtual absl::Status RollBackToSavepoint() = 0;
  virtual absl::Status ReleaseSavepoint() = 0;

  // Number of rows changed since the connection was opened.
  virtual int64_t changes() const = 0;

  // Runs several statements of a migration in the transaction.
  virtual absl::Status Script(const std::string& sql) = 0;
};

}  // namespace liandong::store
