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

// The key ring as it is stored: each key wrapped with a root key, in a table beside the data.
class KeyStore {
 public:
  // `roots` is not owned. New keys are of `suite`.
  KeyStore(RootKeys* roots, Suite suite) : roots_(roots), suite_(suite) {}

  static std::vector<store::Migration> Migrations();

  // Makes the first keys where there are none. A database that was `in_use` before there was a ring goes on with its
  // root key as the key that stays.
  absl::Status Begin(store::Tx& tx, bool in_use, absl::Time now) const;

  // All of it; `announced` as KeyRing has it. FAILED_PRECONDITION where there are no keys.
  absl::StatusOr<std::unique_ptr<KeyRing>> Load(store::ReadTx& tx, absl::Time announced) const;
  // What other processes have added and dropped.
  absl::Status Refresh(store::ReadTx& tx, KeyRing& ring, absl::Time announced) const;

  // Adds an epoch if the newest was made before `until`, or is of another suite; whether it did.
  absl::StatusOr<bool> Rotate(store::Tx& tx, absl::Time until, absl::Time now) const;
  // Wraps with the newest root key what is not; how many there were.
  absl::StatusOr<int> Rewrap(store::Tx& tx) const;
  // Destroys the epochs that have had a newer one since before `until`. Nothing may be sealed in them any more.
  absl::Status DropOlder(store::Tx& tx, absl::Time until) const;

  struct Age {
    int64_t epochs = 0;
    absl::Time newest;            // when it was made
    int64_t not_newest_root = 0;  // keys that another root key still wraps
    bool other_suite = false;     // the newest epoch is not of the suite of new keys
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
