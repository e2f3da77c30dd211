#pragma once

#include "shared/matching/level.h"
#include "shared/matching/value.h"

namespace liandong::matching {

// How two names agree, whatever their scripts. Pure.
Level CompareNames(const Name& a, const Name& b);
// Whether they have a sound in common, so that they agree at least to Level::kSound.
bool SoundTheSame(const Name& a, const Name& b);

}  // namespace liandong::matching
