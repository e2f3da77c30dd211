#pragma once

#include <optional>
#include <string>
#include "absl/strings/string_view.h"

// Parses and prints resource names (AIP-122): `clues/{id}`, `victimFiles/{id}/interviews/{id}`.
namespace liandong::values {

std::string NameOf(absl::string_view collection, absl::string_view id);

// Returns the id in `name` if it is a well-formed name of the collection. An id has at most 63 lower-case letters,
// digits and hyphens.
std::optional<absl::string_view> IdIn(absl::string_view name, absl::string_view collection);

}  // namespace liandong::values
