#include "shared/ledger/cosigned.h"

#include <algorithm>

#include "shared/base/status_macros.h"
#include "shared/ledger/checkpoint.h"

namespace liandong::ledger {

std::vector<store::Migration> CosignedMigrations() {
  return {{.version = 1,
           .component = "ledger_cosigned",
           .sql = "CREATE TABLE ledger_cosigned (one INTEGER PRIMARY KEY CHECK (one = 1), checkpoint TEXT NOT NULL)"}};
}

absl::StatusOr<std::string> CosignedNote(store::ReadTx& tx) {
  std::string note;
  LD_RETURN_IF_ERROR(tx.Query("SELECT checkpoint FROM ledger_cosigned", {},
                              [&](const store::Row& row) { note = std::string(row.Text(0)); }));
  return note;
}

absl::Status KeepCosigned(store::Tx& tx, const Note& note) {
  Note kept = note;
  LD_ASSIGN_OR_RETURN(const std::string before, CosignedNote(tx));
  if (!before.empty()) {
    LD_ASSIGN_OR_RETURN(const Note old, ParseNote(before));
    LD_ASSIGN_OR_RETURN(const Checkpoint old_checkpoint, ParseCheckpoint(old.text));
    LD_ASSIGN_OR_RETURN(const Checkpoint checkpoint, ParseCheckpoint(note.text));
    if (old_checkpoint.size > checkpoint.size) return absl::OkStatus();
    for (const NoteSignature& one : old.signatures) {
      const bool had = std::any_of(kept.signatures.begin(), kept.signatures.end(),
                                   [&](const NoteSignature& other) { return other.key == one.key; });
      if (old.text == note.text && !had) kept.signatures.push_back(one);
    }
  }
  const std::string bytes = kept.ToString();
  return tx.Put(
      "INSERT INTO ledger_cosigned (one, checkpoint) VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET checkpoint = "
      "excluded.checkpoint",
      {absl::string_view(bytes)});
}

}  // namespace liandong::ledger
