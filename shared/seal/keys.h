#pragma once

#include <array>
#include <memory>
#include <string>
#include "absl/strings/string_view.h"

#include "absl/status/statusor.h"

namespace liandong::seal {

// 256 bits; wiped when it goes.
class Key {
 public:
  static constexpr size_t kSize = 32;
  explicit Key(absl::string_view bytes);
  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key();

  const unsigned char* data() const { return bytes_.data(); }

 private:
  std::array<unsigned char, kSize> bytes_;
};

// The keys of one service, all derived (HKDF-SHA-256, RFC 5869) from one master key.
class KeyRing {
 public:
  explicit KeyRing(const Key& master) : master_(master) {}

  // Reads 64 hexadecimal digits. FAILED_PRECONDITION if others than the owner may read the file.
  static absl::StatusOr<KeyRing> FromFile(const std::string& path);

  // The same purpose gives the same key always.
  Key Derive(absl::string_view purpose) const;

 private:
  Key master_;
};

}  // namespace liandong::seal
