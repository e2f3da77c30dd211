#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// C2SP signed-note: a text, an empty line, and signature lines.
namespace liandong::ledger {

struct NoteSignature {
  std::string name;   // of the key
  std::string key;    // the key's id, 4 bytes
  std::string bytes;  // the rest

  // Including the end of the line.
  std::string Line() const;
};

struct Note {
  std::string text;  // ends in a newline
  std::vector<NoteSignature> signatures;

  std::string ToString() const;
};

// INVALID_ARGUMENT if the note is malformed, too long, or has no signature.
absl::StatusOr<Note> ParseNote(absl::string_view bytes);
absl::StatusOr<NoteSignature> ParseSignatureLine(absl::string_view line);

}  // namespace liandong::ledger
