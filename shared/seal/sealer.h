#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/seal/key_ring.h"

namespace liandong::seal {

// Where an encrypted text is stored. All of it is authenticated: a text that was moved to another row, or replaced by
// an earlier version, cannot be decrypted.
struct Place {
  absl::string_view table;
  absl::string_view id;
  int64_t version = 1;
  absl::string_view division;  // GB/T 2260; empty if the rows have none
};

// Encrypts texts at rest with the current data key of their table and division. Thread-safe.
class Sealer {
 public:
  // Not owned.
  explicit Sealer(const KeyRing* ring) : ring_(ring) {}

  // With `own`, the text can only be decrypted together with that key.
  std::string Seal(const Place& place, absl::string_view plain, const std::optional<Key>& own = std::nullopt) const;

  // DATA_LOSS if anything was altered or the place differs, or if the key of its epoch is gone. RECORD_ERASED if it was
  // encrypted with a record key and `own` is empty.
  absl::StatusOr<std::string> Open(const Place& place, absl::string_view sealed,
                                   const std::optional<Key>& own = std::nullopt) const;

  // Whether it is encrypted in the current epoch.
  bool IsFresh(absl::string_view sealed) const;

 private:
  absl::StatusOr<std::string> OpenWithoutEpoch(const Place& place, absl::string_view sealed) const;

  const KeyRing* ring_;
};

}  // namespace liandong::seal
