#include "shared/ledger/cosignature.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "shared/base/status_macros.h"

namespace liandong::ledger {
namespace {

constexpr size_t kTimeSize = 8;

std::string Message(uint64_t seconds, absl::string_view text) {
  return absl::StrCat("cosignature/v1\ntime ", seconds, "\n", text);
}

std::string BigEndian(uint64_t number) {
  std::string bytes(kTimeSize, '\0');
  for (size_t i = kTimeSize; i > 0; --i, number >>= 8) bytes[i - 1] = static_cast<char>(number & 0xff);
  return bytes;
}

uint64_t FromBigEndian(absl::string_view bytes) {
  uint64_t number = 0;
  for (const char byte : bytes) number = (number << 8) | static_cast<unsigned char>(byte);
  return number;
}

}  // namespace

absl::StatusOr<Cosigner> Cosigner::FromFile(const std::string& path, std::string name) {
  LD_ASSIGN_OR_RETURN(SigningKey key, SigningKey::FromFile(path));
  return Cosigner(std::move(key), std::move(name));
}

NoteSignature Cosigner::Cosign(absl::string_view text, absl::Time now) const {
  const auto seconds = static_cast<uint64_t>(absl::ToUnixSeconds(now));
  return {name_, key_.KeyId(name_, SignatureType::kCosignature),
          absl::StrCat(BigEndian(seconds), key_.Sign(Message(seconds, text)))};
}

absl::StatusOr<absl::Time> CosignedAt(const Note& note, const VerifyingKey& key, absl::string_view name) {
  const std::string id = key.KeyId(name, SignatureType::kCosignature);
  for (const NoteSignature& signature : note.signatures) {
    if (signature.name != name || signature.key != id || signature.bytes.size() <= kTimeSize) continue;
    const absl::string_view bytes = signature.bytes;
    const uint64_t seconds = FromBigEndian(bytes.substr(0, kTimeSize));
    if (key.Verifies(Message(seconds, note.text), bytes.substr(kTimeSize))) {
      return absl::FromUnixSeconds(static_cast<int64_t>(seconds));
    }
  }
  return absl::UnauthenticatedError(absl::StrCat("the checkpoint is not cosigned by ", name));
}

}  // namespace liandong::ledger
