#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "shared/base/clock.h"
#include "shared/records/key_index.h"
#include "shared/runtime/config.h"
#include "shared/seal/key_ring.h"
#include "shared/seal/key_store.h"
#include "shared/seal/keyed_digest.h"
#include "shared/seal/record_sealer.h"
#include "shared/seal/root_keys.h"
#include "shared/seal/sealer.h"
#include "shared/seal/token.h"
#include "shared/store/database.h"

namespace liandong::runtime {

// The key ring of one process, and everything that encrypts, signs or digests with its keys.
class Keys {
 public:
  // Opens the ring of a migrated database. `database` and `clock` are not owned. `in_use` means that there were calls
  // before.
  static absl::StatusOr<std::unique_ptr<Keys>> Open(const Config& config, store::Database* database,
                                                    const base::Clock* clock, bool in_use);

  static std::vector<store::Migration> Migrations();

  // Applies to the ring what other processes have added and removed.
  absl::Status Refresh();

  seal::RootKeys& roots() { return *roots_; }
  const seal::KeyStore& store() const { return store_; }
  const seal::KeyRing& ring() const { return *ring_; }

  const seal::Sealer& sealer() const { return sealer_; }
  const seal::RecordSealer& record_sealer() const { return record_sealer_; }
  // For the ledger's entries.
  const seal::KeyedDigest& ledger_digest() const { return ledger_digest_; }
  // For blind indexes.
  const seal::KeyedDigest& index_digest() const { return index_digest_; }
  const records::KeyIndex& index() const { return index_; }
  const seal::TokenBox& tokens() const { return tokens_; }

 private:
  // A key ring in the database, and when a new epoch counts as known to every process.
  struct Source {
    store::Database* database;
    const base::Clock* clock;

    absl::Time Announced() const;
  };

  Keys(Source source, std::unique_ptr<seal::RootKeys> roots, seal::KeyStore store, std::unique_ptr<seal::KeyRing> ring);

  const Source source_;
  const std::unique_ptr<seal::RootKeys> roots_;
  const seal::KeyStore store_;
  const std::unique_ptr<seal::KeyRing> ring_;
  const seal::Sealer sealer_;
  const seal::RecordSealer record_sealer_;
  const seal::KeyedDigest ledger_digest_;
  const seal::KeyedDigest index_digest_;
  const records::KeyIndex index_;
  const seal::TokenBox tokens_;
};

}  // namespace liandong::runtime
