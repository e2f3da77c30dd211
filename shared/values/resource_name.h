#pragma once

#include <optional>
#include <string>
#include "absl/strings/string_view.h"

// Resource names (AIP-122): `clues/{id}`, `victimFiles/{id}/interviews/{id}`. All are parsed and printed here.
namespace liandong::values {

std::string NameOf(absl::string_view collection, absl::string_view id);

// The id in `name` if it is a well-formed name of the collection; ids are lower-case letters, digits and hyphens, at
// most 63.
std::optional<absl::string_view> IdIn(absl::string_view name, absl::string_view collection);

}  // namespace liandong::values
