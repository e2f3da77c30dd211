#pragma once

#include <string>

#include "shared/law/names.h"

namespace liandong::ledger {

// The name under which a service's ledger signs its checkpoints (`liandong/clue`).
std::string OriginOf(law::Service service);

// The name under which a service cosigns the ledgers of others (`liandong/witness/clue`).
std::string WitnessNameOf(law::Service service);

}  // namespace liandong::ledger
