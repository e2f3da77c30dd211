#pragma once

#include <cstdint>
#include <string>
#include "absl/strings/string_view.h"

#include "absl/status/statusor.h"
#include "shared/seal/keys.h"

namespace liandong::seal {

// AES-256-GCM over records at rest. Table, id and version are bound as additional data, so that a sealed record moved
// to another row, or an older version put back, does not open. Thread-safe.
class Sealer {
 public:
  explicit Sealer(const Key& key) : key_(key) {}

  // 12 bytes of nonce, the ciphertext, 16 bytes of tag.
  std::string Seal(absl::string_view table, absl::string_view id, int64_t version, absl::string_view plain) const;

  // DATA_LOSS if anything was altered or bound otherwise.
  absl::StatusOr<std::string> Open(absl::string_view table, absl::string_view id, int64_t version,
                                   absl::string_view sealed) const;

 private:
  Key key_;
};

}  // namespace liandong::seal
