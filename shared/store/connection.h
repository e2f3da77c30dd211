#pragma once

#include <string>

#include "shared/store/database.h"

namespace liandong::store {

// One connection of an engine. Used by one thread at a time.
class Connection : public Tx {
 public:
  enum class Access { kRead, kWrite };
  // How the transaction stands.
  enum class State {
    kSound,
    kTainted,   // a statement failed: nothing more is taken until it is rolled back, whole or to the savepoint
    kConflict,  // another transaction came first: all of it is to be done again
    kOver,      // the engine ended it (a full disk, a lost connection)
  };

  // Also brings a lost connection back, if it can.
  virtual absl::Status Begin(Access access) = 0;
  // An error: nothing was kept, or, if the connection was lost meanwhile, perhaps all.
  virtual absl::Status Commit() = 0;
  virtual void Rollback() = 0;
  virtual State state() const = 0;

  virtual absl::Status SetSavepoint() = 0;
  virtual absl::Status RollBackToSavepoint() = 0;
  virtual absl::Status ReleaseSavepoint() = 0;

  // Rows changed since the connection was made.
  virtual int64_t changes() const = 0;

  // Several statements of a migration, in the transaction.
  virtual absl::Status Script(const std::string& sql) = 0;
};

}  // namespace liandong::store
