#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "shared/matching/names.h"
#include "shared/matching/partial_date.h"

// One field of a record, prepared for comparison.
namespace liandong::matching {

enum class Kind { kName, kDate, kNumber, kPlace, kText, kCategory, kMeasure };

struct Field {
  std::string name;
  Kind kind;
  // Index of a field whose agreement makes that of this field redundant, as the name implies the sex; -1: none.
  int implied_by = -1;
};

struct Value {
  std::string text;  // folded, one blank between words; empty: unknown
  Name name;
  PartialDate date;
  std::vector<std::string> words;  // of a text: sorted, each once
  bool measured = false;
  double measure = 0;

  bool known() const { return !text.empty(); }
};

using Record = std::vector<Value>;  // in the order of the fields

Value ParseValue(Kind kind, absl::string_view text);

// Of an identity number: without blanks, in upper case, 15 digits widened to 18.
std::string CanonicalDigits(absl::string_view number);

}  // namespace liandong::matching
