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

// Saves the first reply of each request_id (AIP-155), so that a repeated request changes nothing and gets the same
// reply.
class SavedReplies {
 public:
  // Not owned.
  SavedReplies(const seal::RecordSealer* sealer, const seal::KeyedDigest* digest) : sealer_(sealer), digest_(digest) {}

  static std::vector<store::Migration> Migrations();

  // Identifies the repeats of one request by caller, method and request_id.
  std::string KeyOf(absl::string_view caller, absl::string_view method, absl::string_view request_id) const;

  // Returns the saved reply. REQUEST_ID_REUSED if it answered a different request (`request_digest` differs), or so
  // long ago that it is no longer kept; RECORD_ERASED if it showed a record that was erased since.
  absl::StatusOr<std::optional<std::string>> Find(store::ReadTx& tx, const std::string& key,
                                                  absl::string_view request_digest) const;
  struct Reply {
    absl::string_view request_digest;
    absl::string_view record;  // id of the record that it shows; may be empty
    absl::string_view bytes;
  };
  absl::Status Save(store::Tx& tx, const std::string& key, const Reply& reply, absl::Time now) const;

  // Deletes the replies saved for a record that is being erased. Repeats are refused with RECORD_ERASED from now on.
  static absl::Status Erase(store::Tx& tx, absl::string_view record);

  // A reply is kept for limits::kReplyKept. After that only the fact remains that the request_id was used, so that a
  // late repeat changes nothing either; and after limits::kRequestIdKept not even that. Whether Expire would find
  // something.
  absl::StatusOr<bool> AnyExpired(store::ReadTx& tx, absl::Time now) const;
  // Deletes what is no longer kept, up to `limit` replies and as many facts.
  absl::Status Expire(store::Tx& tx, absl::Time now, int limit) const;

  // Same as in SealedTable, in the order of time.
  absl::StatusOr<int> Reencrypt(store::Tx& tx, std::string& after, int limit) const;
  // DATA_LOSS if the newest reply cannot be decrypted, which means that the keys belong to another database.
  absl::Status CheckKeys(store::ReadTx& tx) const;

 private:
  static absl::StatusOr<int64_t> EndOfNext(store::ReadTx& tx, int64_t after, int limit);

  const seal::RecordSealer* sealer_;
  const seal::KeyedDigest* digest_;
};

}  // namespace liandong::contract
