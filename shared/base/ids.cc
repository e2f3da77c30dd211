#include "shared/base/ids.h"

#include <openssl/rand.h>
#include <openssl/sha.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace liandong::base {
namespace {

constexpr size_t kTimeBytes = 6;
constexpr size_t kIdCharacters = 26;
constexpr absl::string_view kAlphabet = "0123456789abcdefghjkmnpqrstvwxyz";

using Bytes16 = std::array<unsigned char, 16>;

Bytes16 RandomBytes() {
  Bytes16 bytes;
  // Without random numbers no id and no key is safe, so the process cannot continue.
  if (RAND_bytes(bytes.data(), bytes.size()) != 1) std::abort();
  return bytes;
}

void SetTime(Bytes16& bytes, absl::Time now) {
  const auto millis = static_cast<uint64_t>(absl::ToUnixMillis(now));
  for (size_t i = 0; i < kTimeBytes; ++i) bytes[i] = static_cast<unsigned char>(millis >> (8 * (kTimeBytes - 1 - i)));
}

std::string IdOf(const Bytes16& bytes) {
  return IdOfBytes({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

std::string FormatUuid(Bytes16 bytes, int version) {
  bytes[6] = static_cast<unsigned char>((bytes[6] & 0x0f) | (version << 4));
  bytes[8] = static_cast<unsigned char>((bytes[8] & 0x3f) | 0x80);
  const std::string hex =
      absl::BytesToHexString(absl::string_view(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  return absl::StrCat(hex.substr(0, 8), "-", hex.substr(8, 4), "-", hex.substr(12, 4), "-", hex.substr(16, 4), "-",
                      hex.substr(20));
}

}  // namespace

std::string NewId(absl::Time now) {
  Bytes16 bytes = RandomBytes();
  SetTime(bytes, now);
  return IdOf(bytes);
}

std::string LeastId(absl::Time now) {
  Bytes16 bytes{};
  SetTime(bytes, std::max(now, absl::UnixEpoch()));
  return IdOf(bytes);
}

std::string IdOfBytes(absl::string_view bytes) {
  std::string id;
  id.reserve(kIdCharacters);
  uint32_t buffer = 0;
  int bits = 0;
  for (const char byte : bytes) {
    buffer = (buffer << 8) | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) id.push_back(kAlphabet[(buffer >> (bits - 5)) & 31]);
  }
  if (bits > 0) id.push_back(kAlphabet[(buffer << (5 - bits)) & 31]);
  return id;
}

std::string BytesOfId(absl::string_view id) {
  std::string bytes;
  if (id.size() != kIdCharacters) return bytes;
  bytes.reserve(16);
  uint32_t buffer = 0;
  int bits = 0;
  for (const char c : id) {
    const size_t value = kAlphabet.find(c);
    if (value == absl::string_view::npos) return "";
    buffer = (buffer << 5) | static_cast<uint32_t>(value);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push_back(static_cast<char>(buffer >> bits));
  }
  // The unused bits of the last character are zero.
  if ((buffer & ((1U << bits) - 1)) != 0) return "";
  return bytes;
}

std::string NewUuid() { return FormatUuid(RandomBytes(), 4); }

std::string UuidOf(absl::string_view seed) {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest;
  SHA256(reinterpret_cast<const unsigned char*>(seed.data()), seed.size(), digest.data());
  Bytes16 bytes;
  std::copy_n(digest.begin(), bytes.size(), bytes.begin());
  return FormatUuid(bytes, 8);
}

}  // namespace liandong::base
