#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/seal/keyed_digest.h"
#include "shared/seal/sealer.h"
#include "shared/store/database.h"

namespace liandong::contract {

// First replies by request_id (AIP-155), so that a repeated request changes nothing and gets the first answer.
class SavedReplies {
 public:
  // Not owned.
  SavedReplies(const seal::Sealer* sealer, const seal::KeyedDigest* digest) : sealer_(sealer), digest_(digest) {}

  static const store::Migration& Schema();

  // Identifies the repeats of one request: same caller, method and request_id.
  std::string KeyOf(absl::string_view caller, absl::string_view method, absl::string_view request_id) const;

  // The saved reply. REQUEST_ID_REUSED if it answered another request (`request_digest` differs).
  absl::StatusOr<std::optional<std::string>> Find(store::ReadTx& tx, const std::string& key,
                                                  absl::string_view request_digest) const;
  absl::Status Save(store::Tx& tx, const std::string& key, absl::string_view request_digest, absl::string_view reply,
                    absl::Time now) const;

 private:
  const seal::Sealer* sealer_;
  const seal::KeyedDigest* digest_;
};

}  // namespace liandong::contract
