#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"

// Helpers for every fuzz target.
#define LD_FUZZ(bytes)                                                      \
  static void Fuzz(absl::string_view bytes);                                \
  extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) { \
    Fuzz(absl::string_view(reinterpret_cast<const char*>(data), size));     \
    return 0;                                                               \
  }                                                                         \
  static void Fuzz(absl::string_view bytes)

namespace liandong::fuzz {

// An invariant that must hold for every input.
inline void Expect(bool holds) {
  if (!holds) std::abort();
}

// The first byte selects, the rest is the input.
struct Chosen {
  explicit Chosen(absl::string_view bytes)
      : choice(bytes.empty() ? 0 : static_cast<unsigned char>(bytes.front())),
        rest(bytes.empty() ? bytes : bytes.substr(1)) {}
  unsigned choice;
  absl::string_view rest;
};

}  // namespace liandong::fuzz
