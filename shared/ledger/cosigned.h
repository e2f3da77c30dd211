#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "shared/ledger/note.h"
#include "shared/store/database.h"

// The latest checkpoint of this ledger that witnesses have cosigned.
namespace liandong::ledger {

std::vector<store::Migration> CosignedMigrations();

// Empty if there is none yet.
absl::StatusOr<std::string> CosignedNote(store::ReadTx& tx);

// Stores the note if its checkpoint is later than the stored one; adds its signatures if it is the same.
absl::Status KeepCosigned(store::Tx& tx, const Note& note);

}  // namespace liandong::ledger
