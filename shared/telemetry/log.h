#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include "absl/strings/string_view.h"

#include "absl/status/status.h"

// Structured log: one JSON object per line on standard error. It accepts literals, numbers, names of enum values and
// settings of the process. A string from a request cannot be passed to it.
namespace liandong::telemetry {

// A text in the source.
class Literal {
 public:
  consteval Literal(const char* text) : text_(text) {}  // NOLINT(google-explicit-constructor): meant to read as text
  absl::string_view text() const { return text_; }

 private:
  absl::string_view text_;
};

// A value that the operator has set: a path, an address.
struct Setting {
  explicit Setting(absl::string_view text) : value(text) {}
  absl::string_view value;
};

// The name of a method or enum value, from the descriptors.
struct Declared {
  explicit Declared(absl::string_view text) : name(text) {}
  absl::string_view name;
};

class LogField {
 public:
  LogField(Literal key, int64_t number);
  LogField(Literal key, Literal text);
  LogField(Literal key, Setting setting);
  LogField(Literal key, Declared name);
  // The code, and the text if the status arose in this process (such texts contain no values, see
  // shared/errors/errors.h).
  LogField(Literal key, const absl::Status& status);

  absl::string_view key() const { return key_; }
  // As JSON.
  const std::string& value() const { return value_; }

 private:
  absl::string_view key_;
  std::string value_;
};

enum class Severity { kInfo, kWarning, kError };

// Set once at start-up; every line contains it.
void SetLogService(absl::string_view service);

void Log(Severity severity, Literal event, std::initializer_list<LogField> fields = {});

}  // namespace liandong::telemetry
