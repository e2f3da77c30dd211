#pragma once

#include <array>
#include <string>

#include "absl/strings/string_view.h"
#include "shared/seal/suite.h"

namespace liandong::seal {

// 256 bits, wiped when destroyed.
class Key {
 public:
  static constexpr size_t kSize = 32;
  explicit Key(absl::string_view bytes);
  Key(const Key&) = default;
  Key& operator=(const Key&) = default;
  ~Key();

  static Key Random();

  const unsigned char* data() const { return bytes_.data(); }
  absl::string_view view() const { return {reinterpret_cast<const char*>(bytes_.data()), kSize}; }

 private:
  std::array<unsigned char, kSize> bytes_;
};

// HKDF (RFC 5869) with the digest of the suite. The same purpose always gives the same key.
Key Derive(Suite suite, const Key& from, absl::string_view purpose);

}  // namespace liandong::seal
