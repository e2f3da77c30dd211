#pragma once

#include <optional>
#include "absl/strings/string_view.h"

#include "absl/time/time.h"
#include "liandong/common/v1/person.pb.h"
#include "liandong/contract/v1/field.pb.h"

// Formats of values. Pure functions. Each check returns what is wrong, in both languages, or nothing.
namespace liandong::contract {

struct Fault {
  absl::string_view en;
  absl::string_view zh;
};

std::optional<Fault> FormatFault(v1::Format format, absl::string_view text, absl::Time now);

// Checks the number according to the document's type.
std::optional<Fault> DocumentFault(const common::v1::Document& document, absl::Time now);

struct PersonFault {
  absl::string_view field;
  Fault fault;
};

// Number, birth date and sex must agree (GB 11643).
std::optional<PersonFault> PersonDisagreement(const common::v1::Person& person, absl::Time now);

}  // namespace liandong::contract
