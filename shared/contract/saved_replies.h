#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/seal/keyed_digest.h"
#include "shared/seal/record_sealer.h"
#include "shared/store/database.h"

namespace liandong::contract {

// First replies by request_id (AIP-155), so that a repeated request changes nothing and gets the first answer.
class SavedReplies {
 public:
  // Not owned.
  SavedReplies(const seal::RecordSealer* sealer, const seal::KeyedDigest* digest) : sealer_(sealer), digest_(digest) {}

  static std::vector<store::Migration> Migrations();

  // Identifies the repeats of one request: same caller, method and request_id.
  std::string KeyOf(absl::string_view caller, absl::string_view method, absl::string_view request_id) const;

  // The saved reply. REQUEST_ID_REUSED if it answered another request (`request_digest` differs); RECORD_ERASED if it
  // showed a record that was erased since.
  absl::StatusOr<std::optional<std::string>> Find(store::ReadTx& tx, const std::string& key,
                                                  absl::string_view request_digest) const;
  struct Reply {
    absl::string_view request_digest;
    absl::string_view record;  // id of the record that it shows; may be empty
    absl::string_view bytes;
  };
  absl::Status Save(store::Tx& tx, const std::string& key, const Reply& reply, absl::Time now) const;

  // What was saved for a record that is being erased: repeats are told so from now on.
  static absl::Status Erase(store::Tx& tx, absl::string_view record);
  // As SealedTable has it.
  absl::StatusOr<int> Freshen(store::Tx& tx, std::string& after, int limit) const;
  // DATA_LOSS if the newest does not open: the keys are not those of the database.
  absl::Status CheckKeys(store::ReadTx& tx) const;

 private:
  const seal::RecordSealer* sealer_;
  const seal::KeyedDigest* digest_;
};

}  // namespace liandong::contract
