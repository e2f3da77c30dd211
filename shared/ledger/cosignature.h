#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "shared/ledger/note.h"
#include "shared/ledger/signature.h"

// C2SP tlog-cosignature: a witness states that at a certain time it had seen a checkpoint that is consistent with
// everything it had seen before.
namespace liandong::ledger {

class Cosigner {
 public:
  // Reads the private key of the witness from a PEM file. `name` has the form `liandong/witness/casefile`.
  static absl::StatusOr<Cosigner> FromFile(const std::string& path, std::string name);

  NoteSignature Cosign(absl::string_view text, absl::Time now) const;
  const std::string& name() const { return name_; }

 private:
  Cosigner(SigningKey key, std::string name) : key_(std::move(key)), name_(std::move(name)) {}

  SigningKey key_;
  std::string name_;
};

// Returns when the witness with this key cosigned the note. UNAUTHENTICATED if it did not.
absl::StatusOr<absl::Time> CosignedAt(const Note& note, const VerifyingKey& key, absl::string_view name);

}  // namespace liandong::ledger
