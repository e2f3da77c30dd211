#pragma once

#include "absl/strings/string_view.h"

namespace liandong::runtime {

inline constexpr char kReadyNotice[] = "READY=1";
inline constexpr char kStoppingNotice[] = "STOPPING=1";
// Must come before the time in `WatchdogSec` has passed since the last one; otherwise the process is restarted.
inline constexpr char kWatchdogNotice[] = "WATCHDOG=1";

// Tells systemd, if it has started the process and waits for notices (sd_notify).
void NotifyServiceManager(absl::string_view notice);

}  // namespace liandong::runtime
