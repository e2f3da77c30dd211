#pragma once

#include "shared/seal/key_ring.h"

namespace liandong::testing {

// A key ring with publicly known keys.
inline seal::KeyRing TestRing(seal::Suite suite = seal::Suite::kStandard) {
  const auto key = [](char c) { return seal::Key(std::string(seal::Key::kSize, c)); };
  return {{"lasting0", suite, key('k'), {}}, {{"epoch--1", suite, key('e'), {}}}, absl::InfiniteFuture()};
}

}  // namespace liandong::testing
