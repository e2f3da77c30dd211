#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/casefile/persons/subjects.h"
#include "shared/records/repository.h"

namespace liandong::casefile {

// The persons on record in the form in which they are compared. To read them from the store takes much longer than the
// comparison, so they are kept in memory: while the record has the version that was read, and for an hour, because a
// record may be erased. The first look-up after that removes them. Thread-safe.
class ListedPersons {
 public:
  // Those who have a role in a record.
  struct OfRecord {
    std::string id;
    std::shared_ptr<const std::vector<matching::Record>> persons;
  };

  // Not owned.
  ListedPersons(const records::Repository<v1::Case>* cases, const records::Repository<v1::VictimFile>* victim_files)
      : cases_(*cases), victim_files_(*victim_files) {}

  // Of those of the records that exist and are not erased, in no particular order. `tx` writes nothing, since it could
  // keep what is never committed.
  absl::StatusOr<std::vector<OfRecord>> Load(store::ReadTx& tx, Role role, const std::vector<std::string>& ids,
                                             absl::Time now) const;

 private:
  using Key = std::pair<Role, std::string>;
  using Versions = absl::flat_hash_map<std::string, int64_t>;
  struct Kept {
    int64_t version;
    std::shared_ptr<const std::vector<matching::Record>> persons;
    absl::Time until;
  };

  absl::StatusOr<Versions> VersionsOf(store::ReadTx& tx, Role role, const std::vector<std::string>& ids) const;
  // Removes from `versions` what it finds.
  std::vector<OfRecord> TakeKept(Role role, Versions& versions) const;
  template <typename Message>
  absl::Status Read(const records::Repository<Message>& records, store::ReadTx& tx, Role role,
                    const std::vector<std::string>& ids, absl::Time now, std::vector<OfRecord>& found) const;
  void Keep(Key key, Kept kept) const;
  void RemoveOld(absl::Time now) const;
  void RemoveOldest() const ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const records::Repository<v1::Case>& cases_;
  const records::Repository<v1::VictimFile>& victim_files_;
  mutable absl::Mutex mutex_;
  mutable absl::flat_hash_map<Key, Kept> kept_ ABSL_GUARDED_BY(mutex_);
  // In the order in which they were read.
  mutable std::deque<std::pair<Key, absl::Time>> order_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace liandong::casefile
