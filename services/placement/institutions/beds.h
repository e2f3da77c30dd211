#pragma once

#include <string>

#include "services/placement/process.h"

// The beds of an institution, 五(二). It is loaded whatever the caller's reach is.
namespace liandong::placement {

absl::Status TakeBed(const Process& process, const std::string& institution, WriteTx& tx);
absl::Status FreeBed(const Process& process, const std::string& institution, WriteTx& tx);

}  // namespace liandong::placement
