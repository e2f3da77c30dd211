#pragma once

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "shared/seal/keyed_digest.h"

namespace liandong::seal {

// A key of the key ring.
struct RingKey {
  std::string id;  // 8 bytes
  Suite suite;
  Key key;
  absl::Time create_time;
};

// Encrypts the records of one table and division in one epoch.
struct DataKey {
  std::string epoch;
  Suite suite;
  KeyedDigest digest;
};

// The keys of one service: a permanent key, from which everything is derived that is not a record (indexes, digests of
// the ledger, tokens), and the keys of the epochs. Each epoch provides a data key for each table and division.
// Thread-safe.
class KeyRing {
 public:
  // `epochs` in the order of creation, at least one. The current epoch is the last one created before `announced`, or
  // else the first. A process can therefore know an epoch before another process uses it.
  KeyRing(RingKey lasting, std::vector<RingKey> epochs, absl::Time announced);

  void Replace(std::vector<RingKey> epochs, absl::Time announced);

  Suite lasting_suite() const { return lasting_.suite; }
  Key Lasting(absl::string_view purpose) const { return Derive(lasting_.suite, lasting_.key, purpose); }

  std::vector<RingKey> epochs() const;
  // Id of the current epoch.
  std::string Sealing() const;
  std::shared_ptr<const DataKey> SealingFor(absl::string_view table, absl::string_view division) const;
  // Null if the ring has no such epoch.
  std::shared_ptr<const DataKey> For(absl::string_view epoch, absl::string_view table,
                                     absl::string_view division) const;

 private:
  using Path = std::tuple<std::string, std::string, std::string>;
  std::shared_ptr<const DataKey> Made(absl::string_view epoch, absl::string_view table,
                                      absl::string_view division) const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const RingKey lasting_;
  mutable absl::Mutex mutex_;
  std::vector<RingKey> epochs_ ABSL_GUARDED_BY(mutex_);
  std::string sealing_ ABSL_GUARDED_BY(mutex_);
  // Deriving a key takes longer than encrypting with it.
  mutable std::map<Path, std::shared_ptr<const DataKey>, std::less<>> made_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace liandong::seal
