// What auditors and witnesses receive: notes, checkpoints, signature lines, proofs.
#include "absl/strings/str_split.h"
#include "shared/ledger/checkpoint.h"
#include "shared/ledger/merkle.h"
#include "tests/fuzz/input.h"

namespace liandong {
namespace {

constexpr size_t kHash = 32;
// Of a tree of 2^16 leaves.
constexpr size_t kDeepest = 16;

// Two numbers, two hashes, then a path.
void Proofs(absl::string_view bytes) {
  if (bytes.size() < 4 + 2 * kHash) return;
  const auto number = [&](size_t i) {
    return int64_t{static_cast<unsigned char>(bytes[i])} * 256 + static_cast<unsigned char>(bytes[i + 1]);
  };
  const absl::string_view one = bytes.substr(4, kHash);
  const absl::string_view other = bytes.substr(4 + kHash, kHash);
  ledger::Hashes path;
  for (size_t at = 4 + 2 * kHash; at + kHash <= bytes.size(); at += kHash) path.emplace_back(bytes.substr(at, kHash));
  if (ledger::VerifyInclusion(ledger::TreeHash::kSha256, one, number(0), number(2), path, other).ok()) {
    fuzz::Expect(number(0) < number(2) && path.size() <= kDeepest && (path.empty() == (number(2) == 1)));
  }
  if (ledger::VerifyConsistency(ledger::TreeHash::kSha256, number(0), one, number(2), other, path).ok()) {
    fuzz::Expect(number(0) <= number(2) && path.size() <= kDeepest + 1);
    fuzz::Expect(!path.empty() || number(0) == 0 || number(0) == number(2));
  }
}

}  // namespace
}  // namespace liandong

LD_FUZZ(bytes) {
  using namespace liandong;
  const fuzz::Chosen chosen(bytes);
  if (chosen.choice % 2 == 1) return Proofs(chosen.rest);
  if (const auto checkpoint = ledger::ParseCheckpoint(chosen.rest); checkpoint.ok()) {
    fuzz::Expect(checkpoint->size >= 0 && checkpoint->root.size() == kHash);
    fuzz::Expect(ledger::ParseCheckpoint(ledger::CheckpointText(*checkpoint)).value() == *checkpoint);
  }
  if (const auto line = ledger::ParseSignatureLine(chosen.rest); line.ok()) {
    fuzz::Expect(ledger::ParseSignatureLine(line->Line().substr(0, line->Line().size() - 1)).ok());
  }
  if (const auto note = ledger::ParseNote(chosen.rest); note.ok()) {
    fuzz::Expect(ledger::ParseNote(note->ToString()).value().text == note->text);
  }
}
