#pragma once

#include <cstdint>
#include <vector>

#include "liandong/clue/v1/clue.pb.h"
#include "shared/seal/keyed_digest.h"

namespace liandong::clue {

// The keys by which a clue is found, as numbers that say nothing without the key of the digest.
struct RepeatTokens {
  std::vector<int64_t> stored;               // under which others find it
  std::vector<std::vector<int64_t>> people;  // under which clues are searched that mention each of its people
  std::vector<int64_t> matter;               // under which others are searched: documents, place and day
};

RepeatTokens TokensOf(const v1::Clue& clue, const seal::KeyedDigest& digest);

// The number of a token, by which a key was stored.
int64_t NumberOfToken(absl::string_view token);

}  // namespace liandong::clue
