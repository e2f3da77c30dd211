#pragma once

#include "absl/time/time.h"

// The limits of messages that their receiver refuses.
namespace liandong::limits {

// How long such a message is sent again before it is set aside, unless its refusal is final. This is enough to upgrade
// the receiver or to repair its configuration, and so short that the conference office learns of a lost clue on the
// same day.
inline constexpr absl::Duration kRefusedMessagePatience = absl::Hours(1);
// The longest time between two attempts to send it.
inline constexpr absl::Duration kRefusedMessageLongestRetry = absl::Minutes(5);

}  // namespace liandong::limits
