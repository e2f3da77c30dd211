#include "shared/ledger/note.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "shared/base/status_macros.h"

namespace liandong::ledger {
namespace {

constexpr size_t kKeyIdSize = 4;
constexpr size_t kMaxBytes = 1 << 16;
constexpr size_t kMaxSignatures = 16;
// Signature lines begin with an em dash.
constexpr absl::string_view kMark = "\u2014 ";

absl::Status Malformed() { return absl::InvalidArgumentError("the signed note is malformed"); }

}  // namespace

std::string NoteSignature::Line() const {
  return absl::StrCat(kMark, name, " ", absl::Base64Escape(key + bytes), "\n");
}

std::string Note::ToString() const {
  std::string all = absl::StrCat(text, "\n");
  for (const NoteSignature& signature : signatures) absl::StrAppend(&all, signature.Line());
  return all;
}

absl::StatusOr<NoteSignature> ParseSignatureLine(absl::string_view line) {
  if (!absl::ConsumePrefix(&line, kMark)) return Malformed();
  const std::vector<absl::string_view> words = absl::StrSplit(line, ' ');
  std::string bytes;
  if (words.size() != 2 || words[0].empty() || words[0].find('+') != absl::string_view::npos ||
      !absl::Base64Unescape(words[1], &bytes) || bytes.size() <= kKeyIdSize) {
    return Malformed();
  }
  return NoteSignature{std::string(words[0]), bytes.substr(0, kKeyIdSize), bytes.substr(kKeyIdSize)};
}

absl::StatusOr<Note> ParseNote(absl::string_view bytes) {
  // The last empty line: the text may contain empty lines, the signatures cannot.
  const size_t split = bytes.rfind("\n\n");
  if (bytes.size() > kMaxBytes || split == absl::string_view::npos) return Malformed();
  Note note{std::string(bytes.substr(0, split + 1)), {}};
  absl::string_view rest = bytes.substr(split + 2);
  if (!absl::ConsumeSuffix(&rest, "\n")) return Malformed();
  for (const absl::string_view line : absl::StrSplit(rest, '\n')) {
    LD_ASSIGN_OR_RETURN(NoteSignature signature, ParseSignatureLine(line));
    note.signatures.push_back(std::move(signature));
    if (note.signatures.size() > kMaxSignatures) return Malformed();
  }
  return note;
}

}  // namespace liandong::ledger
