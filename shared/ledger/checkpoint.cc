#include "shared/ledger/checkpoint.h"

#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "shared/base/status_macros.h"

namespace liandong::ledger {

std::string CheckpointText(const Checkpoint& checkpoint) {
  return absl::StrCat(checkpoint.origin, "\n", checkpoint.size, "\n", absl::Base64Escape(checkpoint.root), "\n");
}

absl::StatusOr<Checkpoint> ParseCheckpoint(absl::string_view text) {
  absl::string_view body = text;
  const bool ends = absl::ConsumeSuffix(&body, "\n");
  // Further lines are extensions, which this suite does not use.
  const std::vector<std::string> lines = absl::StrSplit(body, '\n');
  Checkpoint checkpoint;
  const bool well_formed = ends && lines.size() == 3 && !lines[0].empty() &&
                           absl::SimpleAtoi(lines[1], &checkpoint.size) && checkpoint.size >= 0 &&
                           absl::StrCat(checkpoint.size) == lines[1] &&
                           absl::Base64Unescape(lines[2], &checkpoint.root) && checkpoint.root.size() == kHashSize;
  if (!well_formed) return absl::InvalidArgumentError("the checkpoint is malformed");
  checkpoint.origin = lines[0];
  return checkpoint;
}

absl::StatusOr<Checkpoint> CheckpointIn(absl::string_view note) {
  LD_ASSIGN_OR_RETURN(const Note parsed, ParseNote(note));
  return ParseCheckpoint(parsed.text);
}

absl::StatusOr<CheckpointSigner> CheckpointSigner::FromFile(const std::string& path, std::string origin) {
  LD_ASSIGN_OR_RETURN(SigningKey key, SigningKey::FromFile(path));
  return CheckpointSigner(std::move(key), std::move(origin));
}

std::string CheckpointSigner::Sign(int64_t size, absl::string_view root) const {
  Note note{CheckpointText({origin_, size, std::string(root)}), {}};
  note.signatures.push_back({origin_, key_id_, key_.Sign(note.text)});
  return note.ToString();
}

absl::StatusOr<CheckpointVerifier> CheckpointVerifier::FromFiles(const std::vector<std::string>& paths) {
  CheckpointVerifier verifier;
  for (const std::string& path : paths) {
    LD_ASSIGN_OR_RETURN(VerifyingKey key, VerifyingKey::FromFile(path));
    if (!verifier.keys_.empty() && key.tree_hash() != verifier.tree_hash()) {
      return absl::InvalidArgumentError(absl::StrCat(path, " belongs to a ledger with another hash algorithm"));
    }
    verifier.keys_.push_back(std::move(key));
  }
  if (verifier.keys_.empty()) return absl::InvalidArgumentError("no public key of the ledger was given");
  return verifier;
}

absl::StatusOr<Checkpoint> CheckpointVerifier::Verify(absl::string_view bytes) const {
  LD_ASSIGN_OR_RETURN(const Note note, ParseNote(bytes));
  LD_ASSIGN_OR_RETURN(Checkpoint checkpoint, ParseCheckpoint(note.text));
  if (!Signed(note, checkpoint.origin)) {
    return absl::UnauthenticatedError("the checkpoint is not signed with any of the ledger's keys");
  }
  return checkpoint;
}

bool CheckpointVerifier::Signed(const Note& note, const std::string& origin) const {
  for (const VerifyingKey& key : keys_) {
    const std::string id = key.KeyId(origin, SignatureType::kCheckpoint);
    for (const NoteSignature& signature : note.signatures) {
      const bool ours = signature.name == origin && signature.key == id;
      if (ours && key.Verifies(note.text, signature.bytes)) return true;
    }
  }
  return false;
}

}  // namespace liandong::ledger
