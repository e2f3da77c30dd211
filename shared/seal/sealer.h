#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "shared/seal/key_ring.h"

namespace liandong::seal {

// Where a sealed text stands. All of it is bound: moved to another row, or an older version put back, it does not open.
struct Place {
  absl::string_view table;
  absl::string_view id;
  int64_t version = 1;
  absl::string_view division;  // GB/T 2260; empty where rows have none
};

// Seals texts at rest with the newest data key of their table and division. Thread-safe.
class Sealer {
 public:
  // Not owned.
  explicit Sealer(const KeyRing* ring) : ring_(ring) {}

  // With `own`, it opens only together with that key.
  std::string Seal(const Place& place, absl::string_view plain, const std::optional<Key>& own = std::nullopt) const;

  // DATA_LOSS if anything was altered or bound otherwise, or its epoch's key is gone. RECORD_ERASED if it was sealed
  // with a key of its own and `own` is none.
  absl::StatusOr<std::string> Open(const Place& place, absl::string_view sealed,
                                   const std::optional<Key>& own = std::nullopt) const;

  // Sealed in the epoch that seals now.
  bool IsFresh(absl::string_view sealed) const;

 private:
  absl::StatusOr<std::string> OpenWithoutEpoch(const Place& place, absl::string_view sealed) const;

  const KeyRing* ring_;
};

}  // namespace liandong::seal
