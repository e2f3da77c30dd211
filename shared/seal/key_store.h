#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/seal/key_ring.h"
#include "shared/seal/root_keys.h"
#include "shared/store/database.h"

namespace liandong::seal {

// The stored key ring: each key encrypted under a root key, in a table of the database.
class KeyStore {
 public:
  // `roots` is not owned. New keys belong to `suite`.
  KeyStore(RootKeys* roots, Suite suite) : roots_(roots), suite_(suite) {}

  static std::vector<store::Migration> Migrations();

  // Creates the first keys if there are none. A database that was `in_use` before there was a key ring keeps its root
  // key as the permanent key.
  absl::Status Begin(store::Tx& tx, bool in_use, absl::Time now) const;

  // Loads the whole ring; `announced` as in KeyRing. FAILED_PRECONDITION if there are no keys.
  absl::StatusOr<std::unique_ptr<KeyRing>> Load(store::ReadTx& tx, absl::Time announced) const;
  // Applies what other processes have added and removed.
  absl::Status Refresh(store::ReadTx& tx, KeyRing& ring, absl::Time announced) const;

  // Adds an epoch if the newest was created before `until`, or belongs to another suite. Returns whether it did.
  absl::StatusOr<bool> Rotate(store::Tx& tx, absl::Time until, absl::Time now) const;
  // Encrypts under the newest root key the keys that are not. Returns how many there were.
  absl::StatusOr<int> Rewrap(store::Tx& tx) const;
  // Destroys the epochs that were followed by a newer one before `until`. Nothing may be encrypted in them any more.
  absl::Status DropOlder(store::Tx& tx, absl::Time until) const;

  struct Age {
    int64_t epochs = 0;
    absl::Time newest;            // when it was created
    int64_t not_newest_root = 0;  // keys that another root key still encrypts
    bool other_suite = false;     // the newest epoch does not belong to the suite of new keys
  };
  absl::StatusOr<Age> Ages(store::ReadTx& tx) const;

 private:
  struct Row {
    std::string id;
    std::string purpose;
    Suite suite;
    std::string root;
    std::string wrapped;
    absl::Time create_time;
  };
  static absl::StatusOr<std::vector<Row>> Rows(store::ReadTx& tx);
  absl::Status Add(store::Tx& tx, absl::string_view purpose, Suite suite, const Key& key, absl::Time now) const;
  absl::StatusOr<RingKey> Unwrap(const Row& row) const;

  RootKeys* roots_;
  const Suite suite_;
};

}  // namespace liandong::seal
