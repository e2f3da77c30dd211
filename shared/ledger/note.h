#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// C2SP signed-note: text, an empty line, and signature lines.
namespace liandong::ledger {

struct NoteSignature {
  std::string name;   // of the key
  std::string key;    // its id, 4 bytes
  std::string bytes;  // what follows it

  // With its line's end.
  std::string Line() const;
};

struct Note {
  std::string text;  // ends in a newline
  std::vector<NoteSignature> signatures;

  std::string ToString() const;
};

// INVALID_ARGUMENT if it is not well formed, too long, or carries no signature.
absl::StatusOr<Note> ParseNote(absl::string_view bytes);
absl::StatusOr<NoteSignature> ParseSignatureLine(absl::string_view line);

}  // namespace liandong::ledger
